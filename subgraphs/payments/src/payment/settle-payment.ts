import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import { tableOf, type Write } from '../database/write.ts';
import { type Transfer, transfersPosted } from '../ledger/post-transfer.ts';
import { joined, postingsOfPayment, postingsOfSurplus } from '../ledger/postings.ts';
import { type NoticeStep, stepsOfNotices } from '../notice/move-notice.ts';
import { nextSerials, receiptsIssued, signReceipts } from '../receipt/issue-receipt.ts';
import type { ReceiptSigner } from '../receipt/signer.ts';
import { isDue, nextStatus } from '../states/notice.ts';
import { nextState, underWay } from '../states/payment.ts';
import type { PaymentOfNotices, PaymentPart } from './lock.ts';
import { movePayment, stepOfPayment } from './move-payment.ts';
import type { NumberedPayment } from './read-for-settlement.ts';

/**
 * The money of a payment has come: each notice that still needs its part is settled with it, posted and
 * receipted, and the rest is kept apart, owed back to the payer. The money is there, whatever we think of it.
 * Part of the caller's transaction, which holds the locks; done once for a payment.
 *
 * @returns what the caller has to write, all of it at once
 */
export async function settlePayment(
  trx: Db,
  signer: ReceiptSigner,
  { payment, parts }: PaymentOfNotices,
  now: Date,
): Promise<Write[]> {
  const settled = parts.filter(isNeeded);
  await cancelOthers(trx, settled, now);
  const serials = settled.length > 0 ? await nextSerials(trx, settled.length) : [];
  return settlement(signer, { payment, parts, serials }, now);
}

/** What is to be written for it, on either way; nothing is written yet, and no other payment is cancelled. */
export async function settlement(
  signer: ReceiptSigner,
  { payment, parts, serials }: NumberedPayment,
  now: Date,
): Promise<Write[]> {
  const settled = parts.filter(isNeeded);
  const event = settled.length > 0 ? 'succeed' : 'surplus';
  const next = nextState(payment.state, event);
  if (next === null) throw new Error('money for a payment that is over');
  const writes = [
    stepOfPayment(payment, event, next, now),
    partsSettled(parts, settled),
    transfersPosted(transfersOf(payment, parts, settled, now)),
  ];
  if (settled.length > 0) {
    const steps = settled.map(stepOfSettled);
    const receipts = await signReceipts(signer, payment, settled, serials, now);
    writes.push(stepsOfNotices(steps, now), receiptsIssued(receipts));
  }
  return writes;
}

/** Whether the notice can take the whole part. What it could take a piece of is given back whole. */
function isNeeded({ notice, amount_minor }: PaymentPart): boolean {
  return isDue(notice.status) && BigInt(amount_minor) <= owed(notice);
}

/**
 * With the late fee as it was when a payment was last begun: a notification that comes late costs the payer
 * nothing.
 */
function owed(notice: PaymentPart['notice'], lateFeeMinor = BigInt(notice.late_fee_minor)): bigint {
  return BigInt(notice.amount_minor) + lateFeeMinor - BigInt(notice.paid_minor);
}

/**
 * What the notice's late fee comes to: what this payer was shown, where he has paid off all that he was shown
 * to owe.
 */
function lateFeeOf({ notice, amount_minor, late_fee_shown_minor }: PaymentPart): bigint {
  const accrued = BigInt(notice.late_fee_minor);
  if (late_fee_shown_minor === null) return accrued;
  const shown = BigInt(late_fee_shown_minor);
  return shown < accrued && BigInt(amount_minor) === owed(notice, shown) ? shown : accrued;
}

function stepOfSettled(part: PaymentPart): NoticeStep {
  const { notice, amount_minor, payment_id: paymentId } = part;
  const amount = BigInt(amount_minor);
  const lateFeeMinor = lateFeeOf(part);
  const event = amount === owed(notice, lateFeeMinor) ? 'pay-rest' : 'pay-part';
  const next = nextStatus(notice.status, event);
  if (next === null) throw new Error('a notice that is not due was settled');
  return {
    notice,
    event,
    next,
    cause: { paymentId, paidMinor: BigInt(notice.paid_minor) + amount, lateFeeMinor },
  };
}

/**
 * What has become of each part: it counts for its notice, from what had been paid before on, or it is kept
 * apart.
 */
function partsSettled(parts: readonly PaymentPart[], settled: readonly PaymentPart[]): Write {
  const rows = parts.map((part) => ({
    agency: part.agency,
    notice_code: part.notice_code,
    payment_id: part.payment_id,
    state: settled.includes(part) ? 'settled' : 'surplus',
    position_minor: settled.includes(part) ? part.notice.paid_minor : null,
  }));
  return sql`
    settled_part AS (
      UPDATE payment_notice AS part SET state = outcome.state, position_minor = outcome.position_minor
        FROM ${tableOf('outcome', columnsOfOutcome, rows)}
       WHERE part.agency = outcome.agency AND part.notice_code = outcome.notice_code
         AND part.payment_id = outcome.payment_id)`;
}

const columnsOfOutcome = {
  agency: 'text',
  notice_code: 'char(20)',
  payment_id: 'uuid',
  state: 'text',
  position_minor: 'bigint',
} as const;

/** In the books of each payee. */
function transfersOf(
  payment: PaymentOfNotices['payment'],
  parts: readonly PaymentPart[],
  settled: readonly PaymentPart[],
  now: Date,
): Transfer[] {
  return payment.payees.map((agency) => {
    const ofPayee = parts.filter((part) => part.agency === agency);
    const postings = ofPayee.flatMap((part) =>
      settled.includes(part)
        ? postingsOfPayment(payment.provider, part, part.notice.items)
        : postingsOfSurplus(payment.provider, BigInt(part.amount_minor)),
    );
    const kind = ofPayee.some((part) => settled.includes(part)) ? 'payment' : 'surplus';
    return {
      agency,
      of: { kind, payment },
      currency: payment.currency,
      postedAt: now,
      postings: joined(postings),
    };
  });
}

/** Attempts that were begun while this one was thought dead: nobody should go on to pay them. */
async function cancelOthers(trx: Db, settled: readonly PaymentPart[], now: Date): Promise<void> {
  // One at a time is under way for a notice (payment_one_under_way): where it is this one, there is no other.
  const codes = settled.filter(({ state }) => state !== 'open').map(({ notice_code }) => notice_code);
  if (codes.length === 0) return;
  const others = await trx
    .selectFrom('payment')
    .select(['agency', 'id', 'state'])
    .where('state', 'in', cancellable)
    .where('id', 'in', (builder) =>
      builder
        .selectFrom('payment_notice')
        .select('payment_id')
        .where('notice_code', 'in', codes)
        .where('state', '=', 'open'),
    )
    .orderBy('id')
    .forUpdate()
    .execute();
  for (const other of others) await movePayment(trx, other, 'cancel', now);
}

/** A submitted one has been paid already: only its provider can end it. */
const cancellable = underWay.filter((state) => state !== 'submitted');
