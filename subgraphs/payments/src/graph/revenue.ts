import { PublicError } from '@civic-graph/errors';
import { connectionFromArray, connectionFromPage, parseConnectionArguments } from '@civic-graph/subgraph-kit';
import { treasury } from '../money/treasury.ts';
import type { PaymentsContext } from './context.ts';
import { databaseName } from './enum-value.ts';
import type {
  AgencyResolvers,
  RegionResolvers,
  RevenueLineResolvers,
  RevenueResolvers,
} from './resolver-types.ts';

export const Agency: AgencyResolvers<PaymentsContext> = {
  revenue: async ({ id }, period, { loaders }) => {
    const { from, until } = parsePeriod(period);
    return { from, until, totals: await loaders.revenueOfAgency.load({ of: id, from, until }) };
  },
  refunds: async ({ id }, args, { loaders }) => {
    const page = parseConnectionArguments(args);
    const filter = args.state ? databaseName(args.state) : null;
    const rows = await loaders.refundsOfAgency.load({ ...page, owner: id, filter });
    return connectionFromPage(rows, page, (refund) => [refund.created_at.toISOString(), refund.id]);
  },
};

export const Region: RegionResolvers<PaymentsContext> = {
  revenue: async ({ code }, period, { loaders }) => {
    const { from, until } = parsePeriod(period);
    // Other codes (countries by ISO 3166-1) are not regions of this treasury: revenue is unknown, not zero.
    if (!/^\d{6}$/.test(code)) return null;
    return { from, until, totals: await loaders.revenueOfRegion.load({ of: code, from, until }) };
  },
};

export const Revenue: RevenueResolvers<PaymentsContext> = {
  total: ({ totals }) => ({
    amountMinor: totals.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
    currency: treasury.currency,
  }),
  byRevenueCode: ({ totals }, args) => connectionFromArray(totals, args),
};

export const RevenueLine: RevenueLineResolvers<PaymentsContext> = {
  revenueCode: async ({ revenueCode }, _args, { loaders }) => {
    const code = await loaders.revenueCode.load(revenueCode);
    if (code === null) throw new Error('a revenue account without its revenue code');
    return code;
  },
  amount: ({ amountMinor }) => ({ amountMinor, currency: treasury.currency }),
};

function parsePeriod({ from, until }: { from: string; until: string }) {
  if (from >= until) throw new PublicError('BAD_USER_INPUT', 'until: must be after from');
  return { from, until };
}
