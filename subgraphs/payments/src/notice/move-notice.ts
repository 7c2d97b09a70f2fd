import { sql } from 'kysely';
import type { Db, NoticeRow } from '../database.ts';
import { type NoticeEventName, type NoticeStatus, nextStatus } from './states.ts';

/** Why a notice moves: a payment has settled some of it, or somebody has decided. */
export type NoticeCause =
  | { readonly paymentId: string; readonly paidMinor: bigint }
  | { readonly actor: string; readonly reason: string };

/**
 * Moves a notice as its table says and records the step. The caller holds the notice's row lock, so that the status that
 * was read is the status that is left.
 *
 * @returns the new status, or `null` where the table says that the event changes nothing
 */
export async function moveNotice(
  trx: Db,
  notice: Pick<NoticeRow, 'agency' | 'code' | 'status'>,
  event: NoticeEventName,
  cause: NoticeCause,
  at: Date,
): Promise<NoticeStatus | null> {
  const next = nextStatus(notice.status, event);
  if (next === null) return null;
  const byPayment = 'paymentId' in cause;
  await trx
    .updateTable('notice')
    .set({ status: next, ...(byPayment ? { paid_minor: cause.paidMinor } : {}) })
    .where('agency', '=', notice.agency)
    .where('code', '=', notice.code)
    .execute();
  await sql`
    INSERT INTO notice_event
      (agency, notice_code, sequence, event, from_status, to_status, payment_id, actor, reason, occurred_at)
    SELECT ${notice.agency}, ${notice.code}, coalesce(max(sequence), 0) + 1, ${event}, ${notice.status}, ${next},
           ${byPayment ? cause.paymentId : null}::uuid, ${byPayment ? null : cause.actor},
           ${byPayment ? null : cause.reason}, ${at}
    FROM notice_event WHERE agency = ${notice.agency} AND notice_code = ${notice.code}`.execute(trx);
  return next;
}
