import type { Db, NoticeRow } from '../database/database.ts';
import { moveNotice } from '../notice/move-notice.ts';
import type { DueStatus, NoticeStatus } from '../states/notice.ts';
import { lockNotices } from './lock.ts';
import { movePayment } from './move-payment.ts';

export interface EndNoticeOrder {
  readonly agency: string;
  readonly noticeCode: string;
  readonly event: 'withdraw' | 'write-off';
  readonly actor: string;
  readonly reason: string;
  readonly now: Date;
}

/** Result of an order, stored under its idempotency key. */
export type EndedNotice =
  | { readonly kind: 'ended' }
  | { readonly kind: 'not-found' }
  | { readonly kind: Exclude<NoticeStatus, DueStatus> };

/** Ends a notice without payment, within the caller's transaction. */
export async function endNotice(trx: Db, order: EndNoticeOrder): Promise<EndedNotice> {
  const notice = (await lockNotices(trx, [order.noticeCode])).get(order.noticeCode);
  // Another agency's notice looks like a missing one.
  if (notice === undefined || notice.agency !== order.agency) return { kind: 'not-found' };
  return (await endLockedNotice(trx, notice, order))
    ? { kind: 'ended' }
    : { kind: notice.status as Exclude<NoticeStatus, DueStatus> };
}

/**
 * Ends a locked notice and its unpaid payments. Money that arrives later is put aside for a refund.
 *
 * @returns whether it was ended; a notice that is not due stays unchanged
 */
export async function endLockedNotice(
  trx: Db,
  notice: NoticeRow,
  { event, actor, reason, now }: Pick<EndNoticeOrder, 'event' | 'actor' | 'reason' | 'now'>,
): Promise<boolean> {
  if ((await moveNotice(trx, notice, event, { actor, reason }, now)) === null) return false;
  const waiting = await trx
    .selectFrom('payment')
    .selectAll()
    .where('state', 'in', ['created', 'started'])
    .where('id', 'in', (builder) =>
      builder
        .selectFrom('payment_notice')
        .select('payment_id')
        .where('notice_code', '=', notice.code)
        .where('state', '=', 'open'),
    )
    .forUpdate()
    .execute();
  for (const payment of waiting) await movePayment(trx, payment, 'cancel', now);
  return true;
}
