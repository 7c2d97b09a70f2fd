import type { AgencySource } from '@civic-graph/agencies';
import { DateResolver, DateTimeResolver } from '@civic-graph/subgraph-kit';
import type { PartnerDesk } from '../partners/partner-desk.ts';
import type { IdentityDatabase } from '../store/database.ts';
import {
  accessRequestPartResolvers,
  accessRequestResolvers,
  requestedFieldResolvers,
  requestedOperationResolvers,
  safelistedOperationResolvers,
} from './access.ts';
import {
  accessChainResolvers,
  accessCountResolvers,
  accessLogResolvers,
  accessRecordResolvers,
  agencyAccessResolvers,
  agencyAccessTotalResolvers,
} from './access-log.ts';
import { accessMutations } from './access-mutations.ts';
import { accessQuestionResolvers, accessQuestions } from './access-questions.ts';
import { accountResolvers, accounts, developerAccountResolvers } from './accounts.ts';
import { type CitizenRules, citizenResolvers, profileResolvers } from './citizen.ts';
import { personalTextResolvers, sensitiveAddressResolvers, sensitiveDateResolvers } from './citizen-facts.ts';
import { consentResolvers } from './consent.ts';
import { consentMutations, type NotifyApp } from './consent-mutations.ts';
import type { IdentityContext } from './context.ts';
import { agencyResolvers, directoryQueries, partnerAppResolvers, purposeResolvers } from './directory.ts';
import { linkedIdentities, type ProviderNames } from './linked-identities.ts';
import { machineClientResolvers, machineClients } from './machine-clients.ts';
import type { AgencyModel, CitizenModel, PartnerAppModel, ProfileModel } from './mappers.ts';
import { partnerMutations } from './partner-mutations.ts';
import {
  appChangeResolvers,
  purposeStatementResolvers,
  registrationQueries,
  registrationResolvers,
  transitionResolvers,
} from './partners.ts';
import { profilingAlertResolvers, profilingResolvers } from './profiling.ts';
import type { Resolvers } from './resolver-types.ts';
import { scopeResolvers } from './scopes.ts';

export interface ResolverRules extends CitizenRules {
  readonly agencies: AgencySource;
  /** Computes the pseudonyms of access records. */
  readonly citizenKeySecret: string;
  readonly partners: Omit<PartnerDesk, 'database' | 'agencies'>;
  readonly notifyApp: NotifyApp;
  readonly providers: ProviderNames;
  /** The issuer identifier, for links. */
  readonly issuer: string;
  /** Logs decisions on accounts, without names. */
  readonly report: (facts: Readonly<Record<string, string>>, message: string) => void;
}

export function createResolvers(
  database: IdentityDatabase,
  rules: ResolverRules,
): Resolvers<IdentityContext> {
  const accessLog = accessLogResolvers(database, rules.citizenKeySecret);
  const questions = accessQuestions(database, rules.clock);
  const profiling = profilingResolvers(database, rules.clock);
  const machines = machineClients({ database, ...rules }, rules.clock);
  const linked = linkedIdentities(database, rules);
  const accountFields = accounts(database, rules);
  const desk = { database, agencies: rules.agencies, ...rules.partners };
  return {
    Date: DateResolver,
    DateTime: DateTimeResolver,
    Query: {
      // No query: the signature vouches for the caller, and each field checks the registry.
      me: (_root, _args, { principal }) =>
        principal.kind === 'citizen' ? { uin: principal.citizenKey } : null,
      ...directoryQueries(database),
      ...registrationQueries(database),
      ...accessLog.query,
      ...profiling.query,
      ...accountFields.query,
    },
    Mutation: {
      ...consentMutations({ database, ...rules }, rules.clock, rules.notifyApp),
      ...partnerMutations(desk, rules.clock),
      ...accessMutations(desk, rules.clock),
      ...machines.mutation,
      ...questions.mutation,
      ...linked.mutation,
      ...profiling.mutation,
      ...accountFields.mutation,
    },
    Citizen: { ...citizenResolvers(rules), ...accessLog.citizen, ...linked.citizen },
    LinkedIdentity: linked.linkedIdentity,
    Profile: profileResolvers,
    PersonalText: personalTextResolvers,
    SensitiveDate: sensitiveDateResolvers,
    SensitiveAddress: sensitiveAddressResolvers,
    Consent: consentResolvers(rules.clock),
    Agency: {
      ...agencyResolvers,
      ...accessLog.agency,
      ...profiling.agency,
      ...machines.agency,
      ...questions.agency,
    },
    MachineClient: machineClientResolvers,
    PlatformAccount: accountResolvers,
    DeveloperAccount: developerAccountResolvers,
    AccountInvitation: accountFields.invitation,
    AccessRecord: accessRecordResolvers,
    AgencyAccess: agencyAccessResolvers,
    AgencyAccessTotal: agencyAccessTotalResolvers,
    AccessQuestion: accessQuestionResolvers,
    AccessChain: accessChainResolvers,
    AccessCount: accessCountResolvers,
    ProfilingAlert: profilingAlertResolvers,
    PartnerApp: { ...partnerAppResolvers, ...profiling.partnerApp },
    AppRegistration: registrationResolvers(database, rules.clock),
    AppChange: appChangeResolvers,
    PurposeStatement: purposeStatementResolvers,
    AppTransition: transitionResolvers,
    AccessRequest: accessRequestResolvers(database),
    AccessRequestPart: accessRequestPartResolvers,
    RequestedField: requestedFieldResolvers,
    RequestedOperation: requestedOperationResolvers,
    SafelistedOperation: safelistedOperationResolvers,
    Purpose: purposeResolvers,
    DataScope: scopeResolvers,
  };
}

/** Owners of objects for the policy `owner`. */
export const resources = {
  Citizen: ({ uin }: CitizenModel) => ({ citizenKey: uin }),
  Profile: ({ citizenKey }: ProfileModel) => ({ citizenKey }),
  Agency: ({ id }: AgencyModel) => ({ agency: id }),
  PartnerApp: ({ developer }: PartnerAppModel) => ({ developer }),
};
