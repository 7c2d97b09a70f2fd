import { isUuid } from '../connection/lists.ts';
import type { PaymentsContext } from '../context.ts';
import type {
  PaymentEventResolvers,
  PaymentResolvers,
  QueryResolvers,
  ReceiptResolvers,
} from '../generated/resolver-types.ts';
import { isUnderWay } from '../payment/states.ts';
import { ownPayment } from '../resources.ts';
import { enumValue } from './enum-value.ts';
import { money } from './money.ts';

export const payment: NonNullable<QueryResolvers<PaymentsContext>['payment']> = async (
  _root,
  { id },
  { loaders, principal },
) => (isUuid(id) ? ownPayment(await loaders.payment.load(id), principal) : null);

export const Payment: PaymentResolvers<PaymentsContext> = {
  notice: (row, _args, { loaders }) => loaders.notice.load(row.notice_code),
  amount: money,
  provider: (row) => enumValue(row.provider),
  state: (row) => enumValue(row.state),
  createdAt: (row) => row.created_at.toISOString(),
  payUrl: (row) => (isUnderWay(row.state) ? row.pay_url : null),
  events: (row, _args, { loaders }) => loaders.events.load(row.id),
  receipt: (row, _args, { loaders }) => loaders.receiptOfPayment.load(row.id),
};

export const PaymentEvent: PaymentEventResolvers<PaymentsContext> = {
  event: (row) => enumValue(row.event),
  from: (row) => row.from_state && enumValue(row.from_state),
  to: (row) => enumValue(row.to_state),
  occurredAt: (row) => row.occurred_at.toISOString(),
};

export const Receipt: ReceiptResolvers<PaymentsContext> = {
  agency: (row) => ({ id: row.agency }),
  notice: (row, _args, { loaders }) => loaders.notice.load(row.notice_code),
  amount: money,
  issuedAt: (row) => row.issued_at.toISOString(),
};
