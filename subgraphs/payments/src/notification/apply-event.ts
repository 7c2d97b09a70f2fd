import { isUuid } from '../connection/lists.ts';
import type { Db, NoticeRow, NotificationOutcome, PaymentRow } from '../database.ts';
import { postTransfer } from '../ledger/post-transfer.ts';
import { postingsOfPayment, postingsOfSurplus } from '../ledger/postings.ts';
import { lockPayment } from '../payment/lock.ts';
import { movePayment } from '../payment/move-payment.ts';
import { nextState } from '../payment/states.ts';
import type { ProviderEvent } from '../provider/provider.ts';
import { issueReceipt } from '../receipt/issue-receipt.ts';
import type { ReceiptSigner } from '../receipt/signer.ts';

/** Acts on a verified event: state, ledger, notice and receipt, all in the caller's transaction. */
export async function applyEvent(
  trx: Db,
  signer: ReceiptSigner,
  event: ProviderEvent,
  now: Date,
): Promise<NotificationOutcome> {
  const locked = isUuid(event.paymentId) ? await lockPayment(trx, event.paymentId) : undefined;
  if (locked === undefined) return 'unknown-payment';
  const { notice, payment } = locked;
  if (event.amountMinor !== BigInt(payment.amount_minor) || event.currency !== payment.currency) {
    return 'wrong-amount';
  }
  if (event.event !== 'succeed') {
    return (await movePayment(trx, payment, event.event, now)) === null ? 'unchanged' : 'applied';
  }
  return applySuccess(trx, signer, notice, payment, now);
}

async function applySuccess(
  trx: Db,
  signer: ReceiptSigner,
  notice: NoticeRow,
  payment: PaymentRow,
  now: Date,
): Promise<NotificationOutcome> {
  if (nextState(payment.state, 'succeed') === null || (await isPosted(trx, payment))) return 'unchanged';
  const transfer = {
    agency: payment.agency,
    paymentId: payment.id,
    currency: payment.currency,
    postedAt: now,
  };
  // The money is there, whatever we think of it: where the notice needs it no more, it is kept apart.
  if (notice.status !== 'issued') {
    await movePayment(trx, payment, 'surplus', now);
    const postings = postingsOfSurplus(payment.provider, BigInt(payment.amount_minor));
    await postTransfer(trx, { ...transfer, kind: 'surplus', postings });
    return 'applied';
  }
  await cancelOthers(trx, payment, now);
  await movePayment(trx, payment, 'succeed', now);
  const items = await trx
    .selectFrom('notice_item')
    .select(['revenue_code', 'amount_minor'])
    .where('agency', '=', notice.agency)
    .where('notice_code', '=', notice.code)
    .orderBy('line')
    .execute();
  const postings = postingsOfPayment(payment.provider, notice.region, items);
  await postTransfer(trx, { ...transfer, kind: 'payment', postings });
  await trx
    .updateTable('notice')
    .set({ status: 'paid' })
    .where('agency', '=', notice.agency)
    .where('code', '=', notice.code)
    .execute();
  await issueReceipt(trx, signer, payment, now);
  return 'applied';
}

/** Attempts that were begun while this one was thought dead: nobody should go on to pay them. */
async function cancelOthers(trx: Db, payment: PaymentRow, now: Date): Promise<void> {
  const others = await trx
    .selectFrom('payment')
    .select(['agency', 'id', 'state'])
    .where('agency', '=', payment.agency)
    .where('notice_code', '=', payment.notice_code)
    .where('id', '<>', payment.id)
    .where('state', 'in', ['created', 'started'])
    .forUpdate()
    .execute();
  for (const other of others) await movePayment(trx, other, 'cancel', now);
}

async function isPosted(trx: Db, payment: PaymentRow): Promise<boolean> {
  const transfer = await trx
    .selectFrom('transfer')
    .select('id')
    .where('agency', '=', payment.agency)
    .where('payment_id', '=', payment.id)
    .executeTakeFirst();
  return transfer !== undefined;
}
