import type { IdentityContext } from '../context.ts';
import type { ConsentResolvers, ConsentStatus } from '../generated/resolver-types.ts';
import { describeScope } from '../scopes/catalogue.ts';
import type { ConsentRow } from '../store/database.ts';

export function consentResolvers(clock: () => Date): ConsentResolvers<IdentityContext> {
  return {
    app: async ({ client_id }, _args, { loaders }) => present(await loaders.partnerApps.load(client_id)),
    purpose: async ({ purpose }, _args, { loaders }) => present(await loaders.purposes.load(purpose)),
    scopes: ({ scopes }) => scopes.flatMap((id) => describeScope(id) ?? []),
    lawfulBasis: ({ lawful_basis }) => (lawful_basis === 'consent' ? 'CONSENT' : 'STATUTORY_DUTY'),
    validFrom: ({ valid_from }) => valid_from.toISOString(),
    validUntil: ({ valid_until }) => valid_until.toISOString(),
    status: (consent) => consentStatus(consent, clock()),
  };
}

/** Nobody writes a row when time runs out: that follows from the clock. */
export function consentStatus(
  { status, valid_until }: Pick<ConsentRow, 'status' | 'valid_until'>,
  now: Date,
): ConsentStatus {
  switch (status) {
    case 'active':
      return valid_until > now ? 'ACTIVE' : 'EXPIRED';
    case 'superseded':
      return 'SUPERSEDED';
    case 'withdrawn':
      return 'WITHDRAWN';
  }
}

function present<Row>(row: Row | null): Row {
  if (row === null) throw new Error('a consent without its app or purpose; the foreign keys forbid it');
  return row;
}
