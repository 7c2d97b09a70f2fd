import type { Principal } from '@civic-graph/policy';
import mercurius from 'mercurius';

const figures: Readonly<Record<string, number>> = { '330100': 13_000_001, '330200': 9_000_001 };
const names: Readonly<Record<string, string>> = { '330100': 'Hangzhou', '330200': 'Ningbo' };

interface Region {
  readonly code: string;
}

/** Who asks, as the gateway has signed it. */
export interface Caller {
  readonly principal: Principal;
}

declare module 'mercurius' {
  interface MercuriusContext extends Caller {}
}

/** A field for those who are signed in, without data here. */
function signedInOnly(_parent: unknown, _args: unknown, { principal }: Caller): null {
  if (principal.kind !== 'anonymous') return null;
  throw new mercurius.ErrorWithProps('This field needs a sign-in.', { code: 'UNAUTHORIZED_FIELD_OR_TYPE' });
}

/** Implements `subgraphs/statistics/schema.graphql` over two regions and one indicator. */
export const resolvers = {
  Query: {
    region: (_: unknown, { code }: { code: string }): Region | null => (code in names ? { code } : null),
    regions: () => {
      throw new Error('SELECT secret FROM census');
    },
    privateTable: signedInOnly,
    privacyBudget: signedInOnly,
    dataflow: (_: unknown, { id }: { id: string }) => {
      throw new mercurius.ErrorWithProps(`There is no data set ${id}.`, {
        code: 'BAD_USER_INPUT',
        argument: 'id',
        internal: 'SELECT secret',
      });
    },
  },
  Region: {
    __resolveReference: ({ code }: Region): Region => ({ code }),
    name: ({ code }: Region) => names[code] ?? code,
    indicator: ({ code }: Region) => ({ region: { code } }),
    indicators: () => {
      throw new Error('SELECT secret FROM census');
    },
  },
  Indicator: {
    series: ({ region }: { region: Region }) => [{ region }],
  },
  Series: {
    latest: ({ region }: { region: Region }) => ({ timePeriod: '2025', value: figures[region.code] ?? null }),
  },
};
