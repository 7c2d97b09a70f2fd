import { PublicError } from '@civic-graph/errors';
import type { Db, PaymentRow } from '../database.ts';
import type { PaymentProvider, StartResult } from '../provider/provider.ts';
import { lockPayment } from './lock.ts';
import { movePayment } from './move-payment.ts';
import { initialState } from './states.ts';

/**
 * Asks the provider to open a payment that has just been recorded. No lock is held while the provider is asked.
 *
 * Safe to repeat, after a crash in between too: a provider opens one order for a payment id, and only the first
 * answer moves the payment.
 *
 * @throws PublicError PAYMENT_PROVIDER_UNAVAILABLE where the provider does not answer. That means unknown, not
 * failed: the payment stays as it is, and the same request may be sent again
 */
export async function startPayment(
  db: Db,
  provider: PaymentProvider,
  payment: PaymentRow,
  now: Date,
): Promise<PaymentRow> {
  // Where a notification was faster than the provider's answer, and that was lost, it is still to be asked.
  const isOpened =
    payment.state !== initialState && !(payment.state === 'started' && payment.pay_url === null);
  if (isOpened) return payment;
  const result = await askProvider(provider, payment, await describe(db, payment));
  return db.transaction().execute(async (trx) => {
    const locked = await lockPayment(trx, payment.id);
    if (locked === undefined) throw new Error('a payment has vanished');
    const state = await movePayment(trx, locked.payment, result.started ? 'start' : 'refuse', now);
    // Kept where a notification was faster, too: the order at the provider must be findable.
    const order = result.started ? { provider_reference: result.reference, pay_url: result.payUrl } : {};
    if (result.started && locked.payment.provider_reference === null) {
      await trx
        .updateTable('payment')
        .set(order)
        .where('agency', '=', payment.agency)
        .where('id', '=', payment.id)
        .execute();
    }
    return { ...locked.payment, ...order, state: state ?? locked.payment.state };
  });
}

/** What the payer reads at the provider. */
async function describe(db: Db, payment: PaymentRow): Promise<string> {
  const notices = await db
    .selectFrom('payment_notice')
    .select('notice_code')
    .where('payment_id', '=', payment.id)
    .orderBy('line')
    .execute();
  const [first, ...further] = notices.map((notice) => notice.notice_code);
  return further.length === 0 ? `Notice ${first}` : `Notice ${first} and ${further.length} more`;
}

async function askProvider(
  provider: PaymentProvider,
  payment: PaymentRow,
  description: string,
): Promise<StartResult> {
  try {
    return await provider.start({
      paymentId: payment.id,
      amountMinor: BigInt(payment.amount_minor),
      currency: payment.currency,
      description,
      returnUrl: payment.return_url,
      expiresAt: payment.expires_at,
    });
  } catch (cause) {
    throw new PublicError('PAYMENT_PROVIDER_UNAVAILABLE', undefined, {
      originalError: cause instanceof Error ? cause : null,
    });
  }
}
