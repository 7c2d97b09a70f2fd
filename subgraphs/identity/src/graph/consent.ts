import type { ListedConsent } from '../consent/find-consents.ts';
import { describeConsented } from '../consent/revision.ts';
import type { IdentityContext } from './context.ts';
import type { ConsentResolvers, ConsentStatus } from './resolver-types.ts';

const decisions = { given: 'GIVEN', narrowed: 'NARROWED', withdrawn: 'WITHDRAWN' } as const;

export const lawfulBasisNames = { consent: 'CONSENT', 'statutory-duty': 'STATUTORY_DUTY' } as const;

export function consentResolvers(clock: () => Date): ConsentResolvers<IdentityContext> {
  return {
    app: async ({ client_id }, _args, { loaders }) => present(await loaders.partnerApps.load(client_id)),
    purpose: async ({ purpose }, _args, { loaders }) => present(await loaders.purposes.load(purpose)),
    decision: ({ decision }) => decisions[decision],
    scopes: (consent, _args, { loaders: { directory } }) =>
      consent.scopes.map((id) => describeConsented(id, consent, directory)),
    lawfulBasis: ({ lawful_basis }) => lawfulBasisNames[lawful_basis],
    validFrom: ({ valid_from }) => valid_from.toISOString(),
    validUntil: ({ valid_until }) => valid_until.toISOString(),
    status: (consent) => consentStatus(consent, clock()),
    predecessorHash: ({ predecessor_hash }) => predecessor_hash,
  };
}

/** Expiry writes no row; it follows from the clock. */
export function consentStatus(
  { is_latest, decision, valid_until }: Pick<ListedConsent, 'is_latest' | 'decision' | 'valid_until'>,
  now: Date,
): ConsentStatus {
  if (!is_latest) return 'SUPERSEDED';
  if (decision === 'withdrawn') return 'WITHDRAWN';
  return valid_until > now ? 'ACTIVE' : 'EXPIRED';
}

function present<Row>(row: Row | null): Row {
  if (row === null) throw new Error('a consent without its app or purpose; the foreign keys forbid it');
  return row;
}
