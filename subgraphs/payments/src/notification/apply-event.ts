import { isUuid } from '../connection/lists.ts';
import type { Db, PaymentRow } from '../database.ts';
import { type LockedPayment, lockPayment } from '../payment/lock.ts';
import { movePayment } from '../payment/move-payment.ts';
import { settlePayment } from '../payment/settle-payment.ts';
import { nextState } from '../payment/states.ts';
import type { ProviderEvent, ProviderName } from '../provider/provider.ts';
import type { ReceiptSigner } from '../receipt/signer.ts';
import type { NotificationOutcome } from '../tables.ts';

/**
 * Acts on a verified event: state, ledger, notices and receipts, all in the caller's transaction. A provider is believed of
 * the payments that were opened with it and of no other: whose key leaks vouches for that provider's money alone.
 */
export async function applyEvent(
  trx: Db,
  signer: ReceiptSigner,
  provider: ProviderName,
  event: ProviderEvent,
  now: Date,
): Promise<NotificationOutcome> {
  const locked = isUuid(event.paymentId) ? await lockPayment(trx, event.paymentId) : undefined;
  if (locked === undefined) return 'unknown-payment';
  const { payment } = locked;
  if (payment.provider !== provider) return 'unknown-payment';
  if (event.amountMinor !== BigInt(payment.amount_minor) || event.currency !== payment.currency) {
    return 'wrong-amount';
  }
  if (event.event === 'cancel') await closeOrder(trx, payment);
  if (event.event !== 'succeed') {
    return (await movePayment(trx, payment, event.event, now)) === null ? 'unchanged' : 'applied';
  }
  if (nextState(payment.state, 'succeed') === null || isPosted(locked)) return 'unchanged';
  await settlePayment(trx, signer, locked, now);
  return 'applied';
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
function isPosted({ parts }: LockedPayment): boolean {
  return parts.some(({ state }) => state === 'settled' || state === 'surplus');
}
