import type { Db, NoticeItemRow } from '../database.ts';
import { postTransfer } from '../ledger/post-transfer.ts';
import { joined, postingsOfPayment, postingsOfSurplus } from '../ledger/postings.ts';
import { moveNotice } from '../notice/move-notice.ts';
import { isDue } from '../notice/states.ts';
import { issueReceipts } from '../receipt/issue-receipt.ts';
import type { ReceiptSigner } from '../receipt/signer.ts';
import type { LockedPayment, PaymentPart } from './lock.ts';
import { movePayment } from './move-payment.ts';
import { underWay } from './states.ts';

/**
 * The money of a payment has come: each notice that still needs its part is settled with it, posted and receipted, and
 * the rest is kept apart, owed back to the payer. The money is there, whatever we think of it. Part of the caller's
 * transaction, which holds the locks; done once for a payment.
 */
export async function settlePayment(
  trx: Db,
  signer: ReceiptSigner,
  { payment, parts }: LockedPayment,
  now: Date,
): Promise<void> {
  const settled = parts.filter(isNeeded);
  await movePayment(trx, payment, settled.length > 0 ? 'succeed' : 'surplus', now);
  for (const part of settled) {
    await cancelOthers(trx, part, now);
    await settleNotice(trx, part, now);
  }
  const surplus = parts.filter((part) => !settled.includes(part));
  for (const part of surplus) await setState(trx, part, { state: 'surplus' });

  const items = await itemsOf(trx, settled);
  for (const agency of payment.payees) {
    const ofPayee = parts.filter((part) => part.agency === agency);
    const postings = ofPayee.flatMap((part) =>
      settled.includes(part)
        ? postingsOfPayment(payment.provider, part, items.get(part.notice_code) ?? [])
        : postingsOfSurplus(payment.provider, BigInt(part.amount_minor)),
    );
    const kind = ofPayee.some((part) => settled.includes(part)) ? 'payment' : 'surplus';
    await postTransfer(trx, {
      agency,
      of: { kind, payment },
      currency: payment.currency,
      postedAt: now,
      postings: joined(postings),
    });
  }
  await issueReceipts(trx, signer, payment, settled, now);
}

/** Whether the notice can take the whole part. What it could take a piece of is given back whole. */
function isNeeded({ notice, amount_minor }: PaymentPart): boolean {
  return isDue(notice.status) && BigInt(amount_minor) <= owed(notice);
}

/** With the late fee as it was when a payment was last begun: a notification that comes late costs the payer nothing. */
function owed(notice: PaymentPart['notice']): bigint {
  return BigInt(notice.amount_minor) + BigInt(notice.late_fee_minor) - BigInt(notice.paid_minor);
}

async function settleNotice(trx: Db, part: PaymentPart, now: Date): Promise<void> {
  const { notice } = part;
  const before = BigInt(notice.paid_minor);
  const amount = BigInt(part.amount_minor);
  await setState(trx, part, { state: 'settled', position_minor: before });
  const event = amount === owed(notice) ? 'pay-rest' : 'pay-part';
  const cause = { paymentId: part.payment_id, paidMinor: before + amount };
  await moveNotice(trx, notice, event, cause, now);
}

function setState(
  trx: Db,
  part: PaymentPart,
  change: { state: 'settled'; position_minor: bigint } | { state: 'surplus' },
) {
  return trx
    .updateTable('payment_notice')
    .set(change)
    .where('agency', '=', part.agency)
    .where('notice_code', '=', part.notice_code)
    .where('payment_id', '=', part.payment_id)
    .execute();
}

/** Attempts that were begun while this one was thought dead: nobody should go on to pay them. */
async function cancelOthers(trx: Db, part: PaymentPart, now: Date): Promise<void> {
  const others = await trx
    .selectFrom('payment')
    .select(['agency', 'id', 'state'])
    .where('id', '<>', part.payment_id)
    .where('state', 'in', cancellable)
    .where('id', 'in', (builder) =>
      builder
        .selectFrom('payment_notice')
        .select('payment_id')
        .where('notice_code', '=', part.notice_code)
        .where('state', '=', 'open'),
    )
    .forUpdate()
    .execute();
  for (const other of others) await movePayment(trx, other, 'cancel', now);
}

/** A submitted one has been paid already: only its provider can end it. */
const cancellable = underWay.filter((state) => state !== 'submitted');

async function itemsOf(
  trx: Db,
  parts: readonly PaymentPart[],
): Promise<ReadonlyMap<string, readonly NoticeItemRow[]>> {
  if (parts.length === 0) return new Map();
  const rows = await trx
    .selectFrom('notice_item')
    .selectAll()
    .where(
      'notice_code',
      'in',
      parts.map((part) => part.notice_code),
    )
    .orderBy('notice_code')
    .orderBy('line')
    .execute();
  return new Map(
    parts.map(({ notice_code: code }) => [code, rows.filter((row) => row.notice_code === code)]),
  );
}
