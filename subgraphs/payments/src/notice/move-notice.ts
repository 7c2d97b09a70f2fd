import { sql } from 'kysely';
import type { Db, NoticeRow } from '../database/database.ts';
import { tableOf, type Write, writeAll } from '../database/write.ts';
import { type NoticeEventName, type NoticeStatus, nextStatus } from '../states/notice.ts';

type Moving = Pick<NoticeRow, 'agency' | 'code' | 'status'>;

/** Cause of a step: a payment, or a decision. */
export type NoticeCause =
  | { readonly paymentId: string; readonly paidMinor: bigint; readonly lateFeeMinor: bigint }
  | { readonly actor: string; readonly reason: string };

export interface NoticeStep {
  readonly notice: Moving;
  readonly event: NoticeEventName;
  readonly next: NoticeStatus;
  readonly cause: NoticeCause;
}

/** Applies steps to notices and records them. The caller holds their row locks. */
export function stepsOfNotices(steps: readonly NoticeStep[], at: Date): Write {
  const rows = steps.map(({ notice, event, next, cause }) => {
    const byPayment = 'paymentId' in cause;
    return {
      agency: notice.agency,
      code: notice.code,
      event,
      status: notice.status,
      next,
      paid: byPayment ? cause.paidMinor : null,
      late_fee: byPayment ? cause.lateFeeMinor : null,
      payment: byPayment ? cause.paymentId : null,
      actor: byPayment ? null : cause.actor,
      reason: byPayment ? null : cause.reason,
    };
  });
  return sql`
    moved_notice AS (
      UPDATE notice SET status = step.next, paid_minor = coalesce(step.paid, notice.paid_minor),
             late_fee_minor = coalesce(step.late_fee, notice.late_fee_minor)
        FROM ${tableOf('step', columnsOfMove, rows)}
       WHERE notice.agency = step.agency AND notice.code = step.code),
    notice_step AS (
      INSERT INTO notice_event
        (agency, notice_code, sequence, event, from_status, to_status, payment_id, actor, reason, occurred_at)
      SELECT agency, code,
             (SELECT coalesce(max(sequence), 0) + 1 FROM notice_event AS earlier
               WHERE earlier.agency = step.agency AND earlier.notice_code = step.code),
             event, status, next, payment, actor, reason, ${at}::timestamptz
        FROM ${tableOf('step', columnsOfStep, rows)})`;
}

const columnsOfMove = {
  agency: 'text',
  code: 'char(20)',
  next: 'text',
  paid: 'bigint',
  late_fee: 'bigint',
} as const;

const columnsOfStep = {
  agency: 'text',
  code: 'char(20)',
  event: 'text',
  status: 'text',
  next: 'text',
  payment: 'uuid',
  actor: 'text',
  reason: 'text',
} as const;

/**
 * Applies an event to a notice by the state table and records the step. The caller holds the notice's row
 * lock.
 *
 * @returns the new status, or `null` if the event changes nothing
 */
export async function moveNotice(
  trx: Db,
  notice: Moving,
  event: NoticeEventName,
  cause: NoticeCause,
  at: Date,
): Promise<NoticeStatus | null> {
  const next = nextStatus(notice.status, event);
  if (next === null) return null;
  await writeAll(trx, [stepsOfNotices([{ notice, event, next, cause }], at)]);
  return next;
}
