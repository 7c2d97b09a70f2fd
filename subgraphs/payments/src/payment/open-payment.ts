import { randomUUID } from 'node:crypto';
import type { Db, NoticeRow, PaymentRow } from '../database.ts';
import type { ProviderName } from '../provider/provider.ts';
import { lockNotice } from './lock.ts';
import { movePayment, recordCreation } from './move-payment.ts';
import { initialState, underWay } from './states.ts';

export interface PaymentOrder {
  readonly noticeCode: string;
  readonly payerKey: string;
  readonly clientId: string;
  readonly provider: ProviderName;
  readonly returnUrl: string | null;
  readonly now: Date;
}

/** What came of an order, as it is stored under its idempotency key. */
export type OpenedPayment =
  | { readonly kind: 'opened'; readonly paymentId: string }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'paid' | 'withdrawn'; readonly noticeCode: string }
  | { readonly kind: 'in-progress'; readonly paymentId: string };

/** How long a payer may take; afterwards another attempt may begin. */
const validityMilliseconds = 15 * 60 * 1000;

/** Records a payment in its first state; part of the caller's transaction. The provider is asked afterwards. */
export async function openPayment(trx: Db, order: PaymentOrder): Promise<OpenedPayment> {
  const notice = await lockNotice(trx, order.noticeCode);
  if (notice === undefined) return { kind: 'not-found' };
  if (notice.status !== 'issued') return { kind: notice.status, noticeCode: notice.code };
  const other = await paymentUnderWay(trx, notice);
  if (other !== undefined) {
    if (!isOutOfTime(other, order.now)) return { kind: 'in-progress', paymentId: other.id };
    await movePayment(trx, other, 'cancel', order.now);
  }
  const payment = {
    agency: notice.agency,
    id: randomUUID(),
    notice_code: notice.code,
    payer_key: order.payerKey,
    client_id: order.clientId,
    provider: order.provider,
    provider_reference: null,
    pay_url: null,
    return_url: order.returnUrl,
    amount_minor: notice.amount_minor,
    currency: notice.currency,
    state: initialState,
    created_at: order.now,
    expires_at: new Date(order.now.getTime() + validityMilliseconds),
  };
  await trx.insertInto('payment').values(payment).execute();
  await recordCreation(trx, payment);
  return { kind: 'opened', paymentId: payment.id };
}

function paymentUnderWay(trx: Db, notice: NoticeRow): Promise<PaymentRow | undefined> {
  return trx
    .selectFrom('payment')
    .selectAll()
    .where('agency', '=', notice.agency)
    .where('notice_code', '=', notice.code)
    .where('state', 'in', underWay)
    .forUpdate()
    .executeTakeFirst();
}

/** A submitted payment has no time limit: the payer has paid, only the provider can say what becomes of it. */
function isOutOfTime(payment: PaymentRow, now: Date): boolean {
  return payment.state !== 'submitted' && payment.expires_at <= now;
}
