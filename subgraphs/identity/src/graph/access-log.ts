import { subjectHasher } from '@civic-graph/audit';
import { connectionFromPage, parseConnectionArguments } from '@civic-graph/subgraph-kit';
import { accessChains } from '../access-log/access-chains.ts';
import { countAccess } from '../access-log/count-access.ts';
import { positionOf, recordsOfOwners, recordsOfSubject } from '../access-log/find-records.ts';
import { totalAccess } from '../access-log/total-access.ts';
import { describeRecorded } from '../agencies/describe-recorded.ts';
import { isTestConsent } from '../issuer/token-claims.ts';
import type { IdentityDatabase } from '../store/database.ts';
import type { IdentityContext } from './context.ts';
import type {
  AccessChainResolvers,
  AccessCountResolvers,
  AccessRecordResolvers,
  AgencyAccessResolvers,
  AgencyAccessTotalResolvers,
  AgencyResolvers,
  CitizenResolvers,
  QueryResolvers,
} from './resolver-types.ts';

interface AccessLogResolvers {
  readonly citizen: Pick<CitizenResolvers<IdentityContext>, 'accessLog'>;
  readonly agency: Pick<AgencyResolvers<IdentityContext>, 'accesses' | 'accessTotals'>;
  readonly query: Pick<QueryResolvers<IdentityContext>, 'accessCounts' | 'accessChains'>;
}

/** @param citizenKeySecret computes the same pseudonyms as the gateways */
export function accessLogResolvers(database: IdentityDatabase, citizenKeySecret: string): AccessLogResolvers {
  const hashSubject = subjectHasher(citizenKeySecret);
  return {
    citizen: {
      async accessLog({ uin }, args) {
        const page = parseConnectionArguments(args);
        return connectionFromPage(await recordsOfSubject(database, hashSubject(uin), page), page, positionOf);
      },
    },
    agency: {
      async accesses({ id }, args, { loaders: { directory } }) {
        const page = parseConnectionArguments(args);
        const subgraphs = directory.subgraphsOf(id);
        const rows = await recordsOfOwners(database, subgraphs, page);
        const owned = rows.map((row) => ({
          ...row,
          owned: subgraphs.flatMap((subgraph) => row.fields[subgraph] ?? []),
        }));
        return connectionFromPage(owned, page, positionOf);
      },
      accessTotals: ({ id }, { from, until }, { loaders: { directory } }) =>
        totalAccess(database, directory.subgraphsOf(id), { from: new Date(from), until: new Date(until) }),
    },
    query: {
      accessCounts: (_root, { from, until }, { loaders: { directory } }) =>
        countAccess(database, directory, { from: new Date(from), until: new Date(until) }),
      accessChains: () => accessChains(database),
    },
  };
}

export const accessRecordResolvers: AccessRecordResolvers<IdentityContext> = {
  id: ({ hash }) => hash,
  time: ({ time }) => time.toISOString(),
  app: ({ app }, _args, { loaders }) => (app === null ? null : loaders.partnerApps.load(app)),
  readBy: ({ caller }) => readers[caller],
  isTest: ({ consent }) => isTestConsent(consent),
  officialOf: ({ official_agency }, _args, { loaders }) =>
    official_agency === null ? null : loaders.agencies.load(official_agency),
  purpose: ({ purpose }, _args, { loaders }) => (purpose === null ? null : loaders.purposes.load(purpose)),
  dataGroups: ({ scopes }, _args, { loaders: { directory } }) =>
    scopes.map((id) => describeRecorded(id, directory)),
  fields: ({ fields }) => Object.values(fields).flat(),
  async agencies({ fields }, _args, { loaders }) {
    const ids = loaders.directory.agenciesOf(Object.keys(fields));
    const rows = await Promise.all(ids.map((id) => loaders.agencies.load(id)));
    return rows.filter((row) => row !== null);
  },
};

export const agencyAccessResolvers: AgencyAccessResolvers<IdentityContext> = {
  id: ({ hash }) => hash,
  time: ({ time }) => time.toISOString(),
  app: ({ app }, _args, { loaders }) => (app === null ? null : loaders.partnerApps.load(app)),
  readBy: ({ caller }) => readers[caller],
  isTest: ({ consent }) => isTestConsent(consent),
  purpose: ({ purpose }, _args, { loaders }) => (purpose === null ? null : loaders.purposes.load(purpose)),
  fields: ({ owned }) => owned,
};

export const agencyAccessTotalResolvers: AgencyAccessTotalResolvers<IdentityContext> = {
  app: ({ app }, _args, { loaders }) => (app === null ? null : loaders.partnerApps.load(app)),
  readBy: ({ reader }) => reader,
  isTest: ({ is_test }) => is_test,
  purpose: ({ purpose }, _args, { loaders }) => (purpose === null ? null : loaders.purposes.load(purpose)),
  records: ({ records }) => Number(records),
  lastReadAt: ({ last_read_at }) => last_read_at.toISOString(),
};

export const accessCountResolvers: AccessCountResolvers<IdentityContext> = {
  app: ({ app }, _args, { loaders }) => (app === null ? null : loaders.partnerApps.load(app)),
  agency: ({ agency }, _args, { loaders }) => (agency === null ? null : loaders.agencies.load(agency)),
  records: ({ records }) => Number(records),
  people: ({ people }) => Number(people),
};

export const accessChainResolvers: AccessChainResolvers<IdentityContext> = {
  id: ({ chain }) => chain,
  entries: ({ count }) => Number(count),
  checkpointEntries: ({ checkpoint_count }) => Number(checkpoint_count ?? 0),
  checkpointAt: ({ checkpoint_time }) => checkpoint_time?.toISOString() ?? null,
  isContradicted: ({ is_contradicted }) => is_contradicted,
};

const readers = {
  anonymous: 'APP',
  app: 'APP',
  developer: 'APP',
  citizen: 'APP_FOR_CITIZEN',
  operator: 'OFFICIAL',
  admin: 'OFFICIAL',
} as const;
