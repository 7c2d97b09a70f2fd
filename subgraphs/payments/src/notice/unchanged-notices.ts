import { sql } from 'kysely';
import type { NoticeRow } from '../database/database.ts';
import { tableOf, type Write } from '../database/write.ts';

/** Columns of a notice that change and determine what is allowed. */
export type ChangingNotice = Pick<
  NoticeRow,
  'agency' | 'code' | 'status' | 'paid_minor' | 'late_fee_minor' | 'late_fee_until' | 'disputed'
>;

/**
 * Locks notices like lockNotices, but only if they are unchanged since the read; `same_notice` has a row for
 * each.
 */
export function noticesIfUnchanged(notices: readonly ChangingNotice[]): Write {
  return sql`
    same_notice AS (
      SELECT notice.code FROM notice JOIN ${tableOf('as_read', columnsOfChanging, notices)}
          ON notice.agency = as_read.agency AND notice.code = as_read.code
       WHERE (notice.status, notice.paid_minor, notice.late_fee_minor, notice.disputed)
           = (as_read.status, as_read.paid_minor, as_read.late_fee_minor, as_read.disputed)
         AND notice.late_fee_until IS NOT DISTINCT FROM as_read.late_fee_until
       ORDER BY notice.code FOR UPDATE OF notice)`;
}

const columnsOfChanging = {
  agency: 'text',
  code: 'char(20)',
  status: 'text',
  paid_minor: 'bigint',
  late_fee_minor: 'bigint',
  late_fee_until: 'date',
  disputed: 'boolean',
} as const;

/** Condition: all notices of noticesIfUnchanged are unchanged. */
export function areAllUnchanged(notices: readonly ChangingNotice[]) {
  return sql`(SELECT count(*) FROM same_notice) = ${notices.length}::int`;
}
