import { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import { identitiesOf, relinkIdentity, unlinkIdentity } from '../linked-identities/own-identities.ts';
import type { Person } from '../linked-identities/person.ts';
import type { IdentityDatabase } from '../store/database.ts';
import type { NotifyApp } from './consent-mutations.ts';
import type { IdentityContext } from './context.ts';
import type { CitizenResolvers, LinkedIdentityResolvers, MutationResolvers } from './resolver-types.ts';

/** Names of the configured sign-in providers, by id. */
export type ProviderNames = ReadonlyMap<string, { readonly zh: string; readonly en: string }>;

interface LinkedIdentityFields {
  readonly citizen: Pick<CitizenResolvers<IdentityContext>, 'linkedIdentities'>;
  readonly mutation: Pick<MutationResolvers<IdentityContext>, 'unlinkIdentity' | 'relinkIdentity'>;
  readonly linkedIdentity: LinkedIdentityResolvers<IdentityContext>;
}

/** A citizen's accounts at sign-in providers. */
export function linkedIdentities(
  database: IdentityDatabase,
  { clock, notifyApp, providers }: { clock: () => Date; notifyApp: NotifyApp; providers: ProviderNames },
): LinkedIdentityFields {
  return {
    citizen: { linkedIdentities: ({ uin }) => identitiesOf(database, { kind: 'citizen', accountId: uin }) },
    mutation: {
      async unlinkIdentity(_root, { input: { identity: id } }, { principal }) {
        const outcome = await unlinkIdentity(database, { person: citizenOf(principal), id }, clock());
        if (outcome === undefined) return notFound;
        // The citizen does not wait for the apps.
        for (const ended of outcome.ended) void notifyApp(ended);
        return { __typename: 'IdentityUnlinked', identity: outcome.identity };
      },

      async relinkIdentity(_root, { input: { identity: id } }, { principal }) {
        const identity = await relinkIdentity(database, { person: citizenOf(principal), id }, clock());
        return identity === undefined ? notFound : { __typename: 'IdentityRelinked', identity };
      },
    },
    linkedIdentity: {
      providerName({ provider }, { language }) {
        const name = providers.get(provider);
        return (language === 'EN' ? name?.en : name?.zh) ?? provider;
      },
      linkedAt: ({ linked_at }) => linked_at.toISOString(),
      lastUsedAt: ({ last_used_at }) => last_used_at.toISOString(),
      unlinkedAt: ({ unlinked_at }) => unlinked_at?.toISOString() ?? null,
    },
  };
}

const notFound = {
  __typename: 'LinkedIdentityNotFound',
  message: 'The citizen has no account with this id; `me { linkedIdentities }` lists them.',
} as const;

function citizenOf(principal: Principal): Person {
  if (principal.kind !== 'citizen') throw new PublicError('FORBIDDEN', 'only the citizen can decide');
  return { kind: 'citizen', accountId: principal.citizenKey };
}
