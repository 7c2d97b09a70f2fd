import type { Db, PaymentRow } from '../database/database.ts';
import { isUuid } from '../database/lists.ts';
import type { NotificationOutcome } from '../database/tables.ts';
import type { Write } from '../database/write.ts';
import { lockPayment, type PaymentOfNotices } from '../payment/lock.ts';
import { movePayment } from '../payment/move-payment.ts';
import { settlePayment } from '../payment/settle-payment.ts';
import type { ProviderEvent } from '../provider/provider.ts';
import type { ProviderName } from '../provider-name.ts';
import type { ReceiptSigner } from '../receipt/signer.ts';
import { nextState } from '../states/payment.ts';

/**
 * What an event comes to, and what is still to be written for it: at once, in the transaction that has judged
 * it.
 */
export interface Judgement {
  readonly outcome: NotificationOutcome;
  readonly writes: readonly Write[];
}

/**
 * Judges a verified event under the locks of its payment and the notices. What ends a payment without money
 * is written by then; what money brings is in the judgement, so that it goes to the database with the record
 * of the event. A provider is believed of the payments that were opened with it and of no other: whose key
 * leaks vouches for that provider's money alone.
 */
export async function judgeEvent(
  trx: Db,
  signer: ReceiptSigner,
  provider: ProviderName,
  event: ProviderEvent,
  now: Date,
): Promise<Judgement> {
  const locked = isUuid(event.paymentId) ? await lockPayment(trx, event.paymentId) : undefined;
  if (locked?.payment.provider !== provider) return { outcome: 'unknown-payment', writes: [] };
  const { payment } = locked;
  if (!isMoneyOf(payment, provider, event)) return { outcome: 'wrong-amount', writes: [] };
  const next = nextState(payment.state, event.event);
  if (event.event !== 'succeed') {
    if (event.event === 'cancel') await closeOrder(trx, payment);
    await movePayment(trx, payment, event.event, now);
    return { outcome: next === null ? 'unchanged' : 'applied', writes: [] };
  }
  if (next === null || isPosted(locked)) return { outcome: 'unchanged', writes: [] };
  return { outcome: 'applied', writes: await settlePayment(trx, signer, locked, now) };
}

/** Whether an event is of just this payment's money, and told by the provider that it was opened with. */
export function isMoneyOf(payment: PaymentRow, provider: ProviderName, event: ProviderEvent): boolean {
  return (
    payment.provider === provider &&
    event.amountMinor === BigInt(payment.amount_minor) &&
    event.currency === payment.currency
  );
}

/** The provider itself has ended the order: nobody need ask for it any more. */
async function closeOrder(trx: Db, { agency, id }: PaymentRow): Promise<void> {
  await trx
    .updateTable('payment')
    .set({ closed_by_provider: true })
    .where('agency', '=', agency)
    .where('id', '=', id)
    .execute();
}

/** Money comes once for a payment: all of it may have been kept apart before. */
function isPosted({ parts }: PaymentOfNotices): boolean {
  return parts.some(({ state }) => state === 'settled' || state === 'surplus');
}
