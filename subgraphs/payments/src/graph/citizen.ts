import { connectionFromPage, parseConnectionArguments } from '@civic-graph/subgraph-kit';
import type { PaymentsContext } from './context.ts';
import { databaseName } from './enum-value.ts';
import type { CitizenResolvers } from './resolver-types.ts';

export const Citizen: CitizenResolvers<PaymentsContext> = {
  notices: async ({ uin }, args, { loaders }) => {
    const page = parseConnectionArguments(args);
    const filter = args.status ? databaseName(args.status) : null;
    const rows = await loaders.noticesOfCitizen.load({ ...page, owner: uin, filter });
    return connectionFromPage(rows, page, (notice) => [notice.issued_at.toISOString(), notice.code]);
  },
  hasDueNotices: ({ uin }, _args, { loaders }) => loaders.hasDueNotices.load(uin),
  payments: async ({ uin }, args, { loaders }) => {
    const page = parseConnectionArguments(args);
    const rows = await loaders.paymentsOfCitizen.load({ ...page, owner: uin, filter: null });
    return connectionFromPage(rows, page, (payment) => [payment.created_at.toISOString(), payment.id]);
  },
  receipts: async ({ uin }, args, { loaders }) => {
    const page = parseConnectionArguments(args);
    const rows = await loaders.receiptsOfCitizen.load({ ...page, owner: uin, filter: null });
    return connectionFromPage(rows, page, (receipt) => [receipt.issued_at.toISOString(), receipt.number]);
  },
};
