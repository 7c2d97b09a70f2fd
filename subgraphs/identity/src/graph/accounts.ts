import type { AgencySource } from '@civic-graph/agencies';
import type { Principal } from '@civic-graph/policy';
import {
  type ApprovalOutcome,
  approveInvitation,
  withdrawInvitation,
} from '../accounts/invitations/decide-invitation.ts';
import { type Decider, deciderOf } from '../accounts/invitations/decider.ts';
import { invitationsFor } from '../accounts/invitations/find-invitations.ts';
import { invitationLink } from '../accounts/invitations/link-token.ts';
import {
  type InvitationOutcome,
  inviteNewPerson,
  requestRecovery,
} from '../accounts/invitations/request-invitation.ts';
import { accountsFor } from '../accounts/list-accounts.ts';
import { lockAccount } from '../accounts/lock-account.ts';
import { isVerified, verifyDeveloper } from '../accounts/sign-up/verify-developer.ts';
import { developerOf } from '../partners/actor.ts';
import type { IdentityDatabase } from '../store/database.ts';
import type { NotifyApp } from './consent-mutations.ts';
import type { IdentityContext } from './context.ts';
import type {
  AccountInvitationResolvers,
  DeveloperAccountResolvers,
  MutationResolvers,
  PlatformAccountResolvers,
  QueryResolvers,
} from './resolver-types.ts';

type AccountMutations =
  | 'inviteAccount'
  | 'recoverAccount'
  | 'approveAccountInvitation'
  | 'withdrawAccountInvitation'
  | 'lockAccount'
  | 'verifyDeveloper';

interface AccountFields {
  readonly query: Pick<
    QueryResolvers<IdentityContext>,
    'platformAccounts' | 'accountInvitations' | 'developerAccount'
  >;
  readonly mutation: Pick<MutationResolvers<IdentityContext>, AccountMutations>;
  readonly invitation: AccountInvitationResolvers<IdentityContext>;
}

export interface AccountRules {
  readonly agencies: AgencySource;
  readonly pairwiseSalt: Uint8Array;
  /** The issuer identifier, for links. */
  readonly issuer: string;
  readonly notifyApp: NotifyApp;
  readonly clock: () => Date;
  readonly report: (facts: Readonly<Record<string, string>>, message: string) => void;
}

/** Accounts of officials, admins and developers: invited, recovered and locked by their colleagues. */
export function accounts(database: IdentityDatabase, rules: AccountRules): AccountFields {
  const { pairwiseSalt, issuer, clock, notifyApp, report } = rules;
  const decider = (principal: Principal): Promise<Decider> => deciderOf(database, principal, pairwiseSalt);
  const desk = () => ({ database, directory: rules.agencies.current, pairwiseSalt });

  return {
    query: {
      async developerAccount(_root, _args, { principal }) {
        const row = await database
          .selectFrom('developer')
          .select(['id', 'name_zh', 'name_en', 'self_signed_up', 'verified_at'])
          .where('id', '=', developerOf(principal))
          .executeTakeFirst();
        return row ?? null;
      },
      platformAccounts: async (_root, _args, { principal }) =>
        accountsFor(database, await decider(principal)),
      accountInvitations: async (_root, _args, { principal }) =>
        invitationsFor(database, await decider(principal)),
    },

    mutation: {
      async inviteAccount(_root, { input }, { principal }) {
        const { kind, id, nameZh, nameEn, agency, roles = [], scopes = [] } = input;
        const person = {
          ...{ id, roles, scopes },
          kind: kindOf[kind],
          name_zh: nameZh.trim(),
          name_en: nameEn.trim(),
          agency: agency ?? null,
        };
        return requested(await inviteNewPerson(desk(), person, await decider(principal), clock()));
      },

      async recoverAccount(_root, { input: { account } }, { principal }) {
        return requested(await requestRecovery(desk(), account, await decider(principal), clock()));
      },

      async approveAccountInvitation(_root, { input: { invitation: id } }, { principal }) {
        const by = await decider(principal);
        const outcome = await approveInvitation(database, { id, by }, clock());
        if (outcome.kind !== 'approved') return refused('invitation', reasons[outcome.kind]);
        const { invitation, token } = outcome;
        report({ invitation: id, by: by.subject }, 'an invitation is approved');
        return {
          __typename: 'AccountInvitationApproved',
          invitation,
          link: invitationLink(issuer, token),
        };
      },

      async withdrawAccountInvitation(_root, { input: { invitation: id } }, { principal }) {
        const by = await decider(principal);
        const invitation = await withdrawInvitation(database, { id, by }, clock());
        if (invitation === undefined) return refused('invitation', reasons['not-found']);
        report({ invitation: id, by: by.subject }, 'an invitation is withdrawn');
        return { __typename: 'AccountInvitationWithdrawn', invitation };
      },

      async verifyDeveloper(_root, { input: { account } }, { principal }) {
        const by = await decider(principal);
        // The policy lets only admins in; this is the second check.
        const isAdmin = by.official.kind === 'admin';
        if (!isAdmin || !(await verifyDeveloper(database, { account, by }, clock())))
          return refused('account', 'is not a developer awaiting verification');
        report({ by: by.subject }, 'a developer is verified');
        return { __typename: 'DeveloperVerified', account };
      },

      async lockAccount(_root, { input: { account, reason } }, { principal }) {
        const by = await decider(principal);
        const outcome = await lockAccount(database, { account, reason, by, pairwiseSalt }, clock());
        if (outcome.kind === 'refused') return refused(outcome.field, outcome.message);
        report({ by: by.subject }, 'an account is locked');
        // The caller does not wait for the apps.
        for (const ended of outcome.ended) void notifyApp(ended);
        return { __typename: 'AccountLocked', account: outcome.holder.id };
      },
    },

    invitation: {
      purpose: ({ purpose }) => (purpose === 'first' ? 'FIRST' : 'RECOVERY'),
      state: ({ ended_as, approved_at, expires_at }) => {
        if (ended_as !== null) return endedAs[ended_as];
        if (expires_at <= clock()) return 'EXPIRED';
        return approved_at === null ? 'REQUESTED' : 'APPROVED';
      },
      agency: ({ agency }, _args, { loaders }) => (agency === null ? null : loaders.agencies.load(agency)),
      name: ({ person }, { language }) => (language === 'EN' ? person?.name_en : person?.name_zh) ?? null,
      roles: ({ person }) => person?.roles ?? [],
      scopes: ({ person }) => person?.scopes ?? [],
      requestedAt: ({ requested_at }) => requested_at.toISOString(),
      requestedBy: ({ requested_by }) => requested_by,
      approvedAt: ({ approved_at }) => approved_at?.toISOString() ?? null,
      approvedBy: ({ approved_by }) => approved_by,
      expiresAt: ({ expires_at }) => expires_at.toISOString(),
    },
  };

  function requested(outcome: InvitationOutcome) {
    if (outcome.kind === 'refused') return refused(outcome.field, outcome.message);
    const { invitation, code, token } = outcome;
    report({ invitation: invitation.id, by: invitation.requested_by }, 'an invitation is requested');
    const link = token === null ? null : invitationLink(issuer, token);
    return { __typename: 'AccountInvitationRequested', invitation, code, link } as const;
  }
}

export const accountResolvers: PlatformAccountResolvers<IdentityContext> = {
  kind: ({ kind }) => accountKinds[kind],
  name: ({ name_zh, name_en }, { language }) => (language === 'EN' ? name_en : name_zh),
  agency: ({ agency }, _args, { loaders }) => (agency === null ? null : loaders.agencies.load(agency)),
  passkeyCount: ({ passkeys }) => passkeys,
  lastSignedInAt: ({ last_signed_in_at }) => last_signed_in_at?.toISOString() ?? null,
  lockedAt: ({ locked_at }) => locked_at?.toISOString() ?? null,
  verified: isVerified,
};

export const developerAccountResolvers: DeveloperAccountResolvers<IdentityContext> = {
  name: ({ name_zh, name_en }, { language }) => (language === 'EN' ? name_en : name_zh),
  verified: isVerified,
};

const kindOf = { OFFICIAL: 'operator', ADMIN: 'admin', DEVELOPER: 'developer' } as const;
const accountKinds = { operator: 'OFFICIAL', admin: 'ADMIN', developer: 'DEVELOPER' } as const;
const endedAs = { used: 'USED', withdrawn: 'WITHDRAWN', 'wrong-codes': 'WRONG_CODES' } as const;

const reasons = {
  'not-found': 'is no open request on which you decide; accountInvitations lists them',
  'own-request': 'is your own request; another official or the admin has to approve it',
  'own-account': 'is for your own account; somebody else has to approve it',
  'more-rights': 'is for an account with rights that you do not have yourself; an admin has to approve it',
  'approved-before': 'was approved before; withdraw it and request a new one if the link is lost',
  'account-exists': 'is for an id that has an account meanwhile; withdraw it, and invite with another id',
} as const satisfies Record<Exclude<ApprovalOutcome['kind'], 'approved'>, string>;

function refused(field: string, problem: string) {
  return { __typename: 'AccountInvitationRefused', field, message: `${field}: ${problem}` } as const;
}
