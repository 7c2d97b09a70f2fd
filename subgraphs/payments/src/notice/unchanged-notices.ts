import { sql } from 'kysely';
import type { NoticeRow } from '../database/database.ts';
import { tableOf, type Write } from '../database/write.ts';

/** What of a notice changes, and decides over what may be done with it. */
export type ChangingNotice = Pick<
  NoticeRow,
  'agency' | 'code' | 'status' | 'paid_minor' | 'late_fee_minor' | 'late_fee_until' | 'disputed'
>;

/**
 * Locks notices as lockNotices does, each only where it is as it was read; `same_notice` has a row for each
 * of those. For a statement that was composed from what was read.
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

/** All of these notices are as they were read; by noticesIfUnchanged. */
export function areAllUnchanged(notices: readonly ChangingNotice[]) {
  return sql`(SELECT count(*) FROM same_notice) = ${notices.length}::int`;
}
