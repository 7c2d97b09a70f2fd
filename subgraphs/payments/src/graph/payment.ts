import type { Principal } from '@civic-graph/policy';
import type { Db } from '../database/database.ts';
import { isUuid } from '../database/lists.ts';
import { paymentOfReference } from '../payment/reference.ts';
import { isUnderWay } from '../states/payment.ts';
import type { PaymentsContext } from './context.ts';
import { enumValue } from './enum-value.ts';
import { money } from './money.ts';
import type {
  PaymentEventResolvers,
  PaymentPartResolvers,
  PaymentResolvers,
  QueryResolvers,
} from './resolver-types.ts';
import { ownPayment } from './resources.ts';

export const payment: NonNullable<QueryResolvers<PaymentsContext>['payment']> = async (
  _root,
  { id },
  { loaders, principal },
) => (isUuid(id) ? ownPayment(await loaders.payment.load(id), principal) : null);

export function paymentByReference(
  db: Db,
): NonNullable<QueryResolvers<PaymentsContext>['paymentByReference']> {
  return async (_root, { reference }, { principal }) => {
    if (principal.kind !== 'citizen') return null;
    return ownPayment((await paymentOfReference(db, principal.clientId, reference)) ?? null, principal);
  };
}

export const Payment: PaymentResolvers<PaymentsContext> = {
  notice: async (row, _args, { loaders, principal }) => {
    const [first] = ofCaller(await loaders.parts.load(row.id), principal);
    return first ? loaders.notice.load(first.notice_code) : null;
  },
  parts: async (row, _args, { loaders, principal }) => ofCaller(await loaders.parts.load(row.id), principal),
  // A reference is visible only to the app that set it.
  reference: (row, _args, { loaders, principal }) =>
    'clientId' in principal && principal.clientId === row.client_id
      ? loaders.referenceOfPayment.load(row.id)
      : null,
  amount: async (row, _args, { loaders, principal }) => {
    if (row.payees.length === 1) return money(row);
    const parts = ofCaller(await loaders.parts.load(row.id), principal);
    const amountMinor = parts.reduce((sum, part) => sum + BigInt(part.amount_minor), 0n);
    return { amountMinor, currency: row.currency };
  },
  provider: (row) => enumValue(row.provider),
  state: (row) => enumValue(row.state),
  createdAt: (row) => row.created_at.toISOString(),
  payUrl: (row) => (isUnderWay(row.state) ? row.pay_url : null),
  events: (row, _args, { loaders }) => loaders.events.load(row.id),
  receipt: async (row, _args, { loaders, principal }) =>
    ofCaller(await loaders.receiptsOfPayment.load(row.id), principal)[0] ?? null,
  receipts: async (row, _args, { loaders, principal }) =>
    ofCaller(await loaders.receiptsOfPayment.load(row.id), principal),
};

/** An operator sees only the parts paid to the operator's agency. */
function ofCaller<Row extends { readonly agency: string }>(
  rows: readonly Row[],
  principal: Principal,
): Row[] {
  return rows.filter((row) => principal.kind !== 'operator' || row.agency === principal.agency);
}

export const PaymentPart: PaymentPartResolvers<PaymentsContext> = {
  notice: (row, _args, { loaders }) => loaders.notice.load(row.notice_code),
  amount: money,
  state: (row) => enumValue(row.state),
  receipt: async (row, _args, { loaders }) => {
    const receipts = await loaders.receiptsOfPayment.load(row.payment_id);
    return receipts.find((receipt) => receipt.notice_code === row.notice_code) ?? null;
  },
  refunded: (row) => ({ amountMinor: row.refunded_minor, currency: row.currency }),
  refunds: async (row, _args, { loaders }) => {
    const refunds = await loaders.refundsOfPayment.load(row.payment_id);
    return refunds.filter((refund) => refund.notice_code === row.notice_code);
  },
};

export const PaymentEvent: PaymentEventResolvers<PaymentsContext> = {
  event: (row) => enumValue(row.event),
  from: (row) => row.from_state && enumValue(row.from_state),
  to: (row) => enumValue(row.to_state),
  occurredAt: (row) => row.occurred_at.toISOString(),
};
