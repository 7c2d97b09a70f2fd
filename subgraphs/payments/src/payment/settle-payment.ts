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
 * Settles a payment whose money has arrived: pays and receipts each notice that still needs its part, and
 * puts the rest aside for a refund. Runs once, within the caller's transaction and locks.
 *
 * @returns the pending writes
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

/** Builds the writes of a settlement, locked or optimistic. Writes nothing and cancels no other payment. */
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

/** Whether the notice can accept the whole part; a part is never split further. */
function isNeeded({ notice, amount_minor }: PaymentPart): boolean {
  return isDue(notice.status) && BigInt(amount_minor) <= owed(notice);
}

/** Uses the late fee of when a payment last began, so that a late notification costs the payer nothing. */
function owed(notice: PaymentPart['notice'], lateFeeMinor = BigInt(notice.late_fee_minor)): bigint {
  return BigInt(notice.amount_minor) + lateFeeMinor - BigInt(notice.paid_minor);
}

/** Late fee of the notice: the displayed fee if this payer paid all of the displayed debt. */
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

/** Records each part's outcome: it counts for its notice from a position on, or is put aside. */
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

/** Transfers in the ledger of each payee. */
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

/** Cancels attempts that began while this one seemed abandoned, so that nobody pays twice. */
async function cancelOthers(trx: Db, settled: readonly PaymentPart[], now: Date): Promise<void> {
  // At most one is in progress per notice (payment_one_under_way): if it is this one, there is no other.
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

/** A submitted payment has been paid already: only its provider can end it. */
const cancellable = underWay.filter((state) => state !== 'submitted');
