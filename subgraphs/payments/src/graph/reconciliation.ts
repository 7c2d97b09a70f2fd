import { PublicError } from '@civic-graph/errors';
import { connectionFromPage, parseConnectionArguments } from '@civic-graph/subgraph-kit';
import type { Db } from '../database/database.ts';
import { isUuid } from '../database/lists.ts';
import { once } from '../idempotency/once.ts';
import { parseText } from '../notice/parse-order.ts';
import { type Settled, settleWindow as settle } from '../reconciliation/settle-window.ts';
import type { PaymentsContext } from './context.ts';
import { enumValue } from './enum-value.ts';
import { money } from './money.ts';
import type {
  AgencyResolvers,
  LedgerEntryResolvers,
  MutationResolvers,
  ReconciliationItemResolvers,
  SettlementResolvers,
} from './resolver-types.ts';
import { ownPayment } from './resources.ts';

export const AgencyReconciliation: Pick<
  AgencyResolvers<PaymentsContext>,
  'reconciliation' | 'settlements'
> = {
  reconciliation: async ({ id }, args, { loaders }) => {
    const page = parseConnectionArguments(args);
    const filter = args.verdict?.toLowerCase().replaceAll('_', '-') ?? null;
    const rows = await loaders.linesOfAgency.load({ ...page, owner: id, filter });
    return connectionFromPage(rows, page, (row) => [row.occurred_at.toISOString(), row.id]);
  },
  settlements: async ({ id }, args, { loaders }) => {
    const page = parseConnectionArguments(args);
    const rows = await loaders.settlementsOfAgency.load({
      ...page,
      owner: id,
      filter: args.state?.toLowerCase() ?? null,
    });
    return connectionFromPage(rows, page, (row) => [row.opened_at.toISOString(), row.id]);
  },
};

export const ReconciliationItem: ReconciliationItemResolvers<PaymentsContext> = {
  provider: (row) => enumValue(row.provider),
  kind: (row) => enumValue(row.kind),
  amount: money,
  fee: (row) => ({ amountMinor: row.fee_minor, currency: row.currency }),
  occurredAt: (row) => row.occurred_at.toISOString(),
  verdict: (row) => enumValue(row.verdict),
  payment: async (row, _args, { loaders, principal }) =>
    row.payment_id === null ? null : ownPayment(await loaders.payment.load(row.payment_id), principal),
  ledger: async (row, _args, { loaders }) => {
    if (row.payment_id === null) return [];
    const entries = await loaders.entriesOfPayment.load(row.payment_id);
    return entries.filter(
      (entry) =>
        entry.agency === row.agency && entry.refund_id === (row.kind === 'refund' ? row.refund_id : null),
    );
  },
  settlement: ({ agency, provider, day }, _args, { loaders }) =>
    loaders.settlementOf.load({ agency, provider, day }),
};

export const LedgerEntry: LedgerEntryResolvers<PaymentsContext> = {
  account: (row) => row.account_id,
  amount: money,
  postedAt: (row) => row.posted_at.toISOString(),
};

export const Settlement: SettlementResolvers<PaymentsContext> = {
  provider: (row) => enumValue(row.provider),
  state: (row) => enumValue(row.state),
  collected: (row) => ({ amountMinor: row.collected_minor, currency: row.currency }),
  refunded: (row) => ({ amountMinor: row.refunded_minor, currency: row.currency }),
  fee: (row) => ({ amountMinor: row.fee_minor, currency: row.currency }),
  net: (row) => ({
    amountMinor: BigInt(row.collected_minor) - BigInt(row.refunded_minor) - BigInt(row.fee_minor),
    currency: row.currency,
  }),
  closedAt: (row) => row.closed_at?.toISOString() ?? null,
  settledAt: (row) => row.settled_at?.toISOString() ?? null,
  bankReference: (row) => row.bank_reference,
};

const notClosed = {
  __typename: 'WindowNotClosed',
  message: 'Your agency has no such window that is closed and not yet settled.',
} as const;

export function settleWindow(
  db: Db,
  clock: () => Date,
): NonNullable<MutationResolvers<PaymentsContext>['settleWindow']> {
  return async (_root, { input }, { principal }) => {
    if (principal.kind !== 'operator') throw new PublicError('FORBIDDEN', 'only an agency can settle');
    const { agency, subject: actor } = principal;
    const { id, idempotencyKey: key } = input;
    const bankReference = parseText(input.bankReference, 'bankReference');
    const now = clock();
    const request = { mutation: 'settleWindow', agency, actor, id, bankReference };
    const answer = await once(
      db,
      { by: principal, key, request, now },
      (trx): Promise<Settled> =>
        isUuid(id)
          ? settle(trx, { agency, id, bankReference, actor, now })
          : Promise.resolve({ kind: 'not-found' }),
    );
    switch (answer.kind) {
      case 'not-found':
      case 'not-closed':
        return notClosed;
      case 'breaks-open':
        return {
          __typename: 'BreaksOpen',
          message: 'A line of the window is a break whose case is open: close the case first.',
        };
      case 'settled': {
        const settlement = await db
          .selectFrom('settlement_window')
          .selectAll()
          .where('agency', '=', agency)
          .where('id', '=', answer.id)
          .executeTakeFirstOrThrow();
        return { __typename: 'WindowSettled', settlement };
      }
    }
  };
}
