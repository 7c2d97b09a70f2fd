import { randomUUID } from 'node:crypto';
import type { Db, NoticeRow } from '../database/database.ts';
import { accrueLateFee } from '../notice/accrue-late-fee.ts';
import { lockNotices } from '../payment/lock.ts';
import { initialDisputeState } from '../states/dispute.ts';
import type { NoticeStatus } from '../states/notice.ts';
import { recordDisputeEvent } from './record-event.ts';

export interface DisputeOrder {
  readonly noticeCode: string;
  /** The disputed payment of the notice; null if the notice is disputed. */
  readonly paymentId: string | null;
  readonly citizenKey: string;
  readonly clientId: string;
  readonly reason: string;
  readonly now: Date;
}

/** Result of an order, stored under its idempotency key. */
export type OpenedDispute =
  | { readonly kind: 'opened'; readonly disputeId: string }
  | { readonly kind: 'open-already' | 'decided-before'; readonly disputeId: string }
  | { readonly kind: 'not-found' | 'no-money' }
  | { readonly kind: Extract<NoticeStatus, 'withdrawn' | 'written-off'> };

/**
 * Opens a dispute within the caller's transaction: the addressee's about a notice, the payer's about a
 * payment. The late fee stops meanwhile, as the law requires (Administrative Penalty Law of 2021, art. 73).
 */
export async function openDispute(trx: Db, order: DisputeOrder): Promise<OpenedDispute> {
  const notice = (await lockNotices(trx, [order.noticeCode])).get(order.noticeCode);
  if (notice === undefined) return { kind: 'not-found' };
  const { paymentId, now } = order;
  const refused =
    paymentId === null
      ? refusalOfNotice(notice, order)
      : await refusalOfPayment(trx, notice, paymentId, order.citizenKey);
  if (refused !== null) return refused;
  const earlier = await trx
    .selectFrom('dispute')
    .select(['id', 'state'])
    .where('agency', '=', notice.agency)
    .where('notice_code', '=', notice.code)
    .where('payment_id', paymentId === null ? 'is' : '=', paymentId)
    .where('state', '<>', 'withdrawn')
    .executeTakeFirst();
  if (earlier !== undefined) {
    const kind = earlier.state === 'opened' ? 'open-already' : 'decided-before';
    return { kind, disputeId: earlier.id };
  }
  const dispute = { agency: notice.agency, id: randomUUID(), state: initialDisputeState };
  await trx
    .insertInto('dispute')
    .values({
      ...dispute,
      notice_code: notice.code,
      payment_id: paymentId,
      citizen_key: order.citizenKey,
      client_id: order.clientId,
      reason: order.reason,
      created_at: now,
    })
    .execute();
  await recordDisputeEvent(trx, dispute, {
    event: 'open',
    from: null,
    to: dispute.state,
    actor: null,
    at: now,
  });
  if (paymentId === null) {
    // A payer owes the displayed amount, so a payment in progress keeps its fee.
    if (!(await isBeingPaid(trx, notice))) await accrueLateFee(trx, notice, now);
    await trx
      .updateTable('notice')
      .set({ disputed: true })
      .where('agency', '=', notice.agency)
      .where('code', '=', notice.code)
      .execute();
  }
  return { kind: 'opened', disputeId: dispute.id };
}

/** A notice without a debt cannot be disputed; a paid one can. */
function refusalOfNotice(notice: NoticeRow, { citizenKey }: DisputeOrder): OpenedDispute | null {
  if (notice.citizen_key !== citizenKey) return { kind: 'not-found' };
  const { status } = notice;
  return status === 'withdrawn' || status === 'written-off' ? { kind: status } : null;
}

async function isBeingPaid(trx: Db, { agency, code }: NoticeRow): Promise<boolean> {
  const open = await trx
    .selectFrom('payment_notice')
    .select('payment_id')
    .where('agency', '=', agency)
    .where('notice_code', '=', code)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return open !== undefined;
}

async function refusalOfPayment(
  trx: Db,
  notice: NoticeRow,
  paymentId: string,
  citizenKey: string,
): Promise<OpenedDispute | null> {
  const part = await trx
    .selectFrom('payment_notice')
    .innerJoin('payment', (join) =>
      join
        .onRef('payment.agency', '=', 'payment_notice.payment_agency')
        .onRef('payment.id', '=', 'payment_notice.payment_id'),
    )
    .select(['payment.payer_key', 'payment_notice.state'])
    .where('payment_notice.agency', '=', notice.agency)
    .where('payment_notice.notice_code', '=', notice.code)
    .where('payment_notice.payment_id', '=', paymentId)
    .executeTakeFirst();
  if (part === undefined || part.payer_key !== citizenKey) return { kind: 'not-found' };
  return part.state === 'settled' || part.state === 'surplus' ? null : { kind: 'no-money' };
}
