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

/** Outcome of an event with its pending writes, for the transaction that decided it. */
export interface Judgement {
  readonly outcome: NotificationOutcome;
  readonly writes: readonly Write[];
}

/**
 * Judges a verified event under the locks of its payment and notices. A provider is trusted only for payments
 * opened with it, which limits the damage of a leaked key.
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

/** Whether an event reports money of this payment, from its own provider. */
export function isMoneyOf(payment: PaymentRow, provider: ProviderName, event: ProviderEvent): boolean {
  return (
    payment.provider === provider &&
    event.amountMinor === BigInt(payment.amount_minor) &&
    event.currency === payment.currency
  );
}

/** The provider itself has closed the order, so no further query is needed. */
async function closeOrder(trx: Db, { agency, id }: PaymentRow): Promise<void> {
  await trx
    .updateTable('payment')
    .set({ closed_by_provider: true })
    .where('agency', '=', agency)
    .where('id', '=', id)
    .execute();
}

/** Money arrives once per payment; an earlier event may have put all of it aside. */
function isPosted({ parts }: PaymentOfNotices): boolean {
  return parts.some(({ state }) => state === 'settled' || state === 'surplus');
}
