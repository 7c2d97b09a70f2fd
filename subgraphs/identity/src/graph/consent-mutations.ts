import { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import { type ConsentStore, narrowConsent, withdrawConsent } from '../consent/record-decision.ts';
import type { IdentityContext } from './context.ts';
import type { MutationResolvers } from './resolver-types.ts';

/** Notifies apps whose access a citizen has ended; never rejects. */
export type NotifyApp = (withdrawal: {
  readonly clientId: string;
  readonly accountId: string;
}) => Promise<void>;

const notFound = {
  __typename: 'ConsentNotFound',
  message: 'The citizen has given no consent with this id.',
} as const;

/** A citizen's decisions about their own consents, for any app. */
export function consentMutations(
  store: ConsentStore,
  clock: () => Date,
  notifyApp: NotifyApp,
): Pick<MutationResolvers<IdentityContext>, 'narrowConsent' | 'withdrawConsent'> {
  return {
    async narrowConsent(_root, { input: { consent: id, keep } }, { principal }) {
      if (keep.length === 0) {
        throw new PublicError(
          'BAD_USER_INPUT',
          'keep: name at least one scope; use withdrawConsent to end the consent',
        );
      }
      const outcome = await narrowConsent(store, { citizenKey: citizenKeyOf(principal), id, keep }, clock());
      switch (outcome.kind) {
        case 'narrowed':
          return { __typename: 'ConsentNarrowed', consent: { ...outcome.consent, is_latest: true } };
        case 'not-found':
          return notFound;
        case 'not-in-force':
          return {
            __typename: 'ConsentNotInForce',
            message: 'The consent has been withdrawn or has expired; there is nothing to narrow.',
          };
        case 'not-consented':
          return {
            __typename: 'ScopesNotConsented',
            message:
              'The consent does not hold all of the scopes to keep; to add scopes is for the consent page.',
            scopes: [...outcome.scopes],
          };
      }
    },

    async withdrawConsent(_root, { input: { consent: id } }, { principal }) {
      const citizenKey = citizenKeyOf(principal);
      const outcome = await withdrawConsent(store, { citizenKey, id }, clock());
      if (outcome.kind === 'not-found') return notFound;
      // The citizen does not wait for the app.
      void notifyApp({ clientId: outcome.consent.client_id, accountId: citizenKey });
      return { __typename: 'ConsentWithdrawn', consent: { ...outcome.consent, is_latest: true } };
    },
  };
}

function citizenKeyOf(principal: Principal): string {
  if (principal.kind !== 'citizen') throw new PublicError('FORBIDDEN', 'only the citizen can decide');
  return principal.citizenKey;
}
