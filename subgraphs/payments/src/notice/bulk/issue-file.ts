import type { Db } from '../../database/database.ts';
import { unitNumberOf } from '../issue-notice.ts';
import type { IssuingDesk } from '../parse-order.ts';
import { type BulkReport, issueNotices } from './issue-notices.ts';
import { type BulkFormat, readRows } from './read-rows.ts';

/** One transaction per chunk: a crash loses no issued notice, and a rerun issues the rest. */
const batch = 2_000;

/**
 * Issues a file of notices.
 *
 * @throws UnreadableRows if it is not a list of notices; PublicError FORBIDDEN if the agency collects nothing
 */
export async function issueFile(
  db: Db,
  desk: Omit<IssuingDesk, 'now'>,
  format: BulkFormat,
  content: string,
  clock: () => Date,
  report: (batch: BulkReport) => void,
): Promise<void> {
  const unitNumber = await unitNumberOf(db, desk.agency);
  const rows = readRows(format, content);
  for (let start = 0; start < rows.length; start += batch) {
    const some = rows.slice(start, start + batch);
    report(
      await db.transaction().execute((trx) => issueNotices(trx, unitNumber, { ...desk, now: clock() }, some)),
    );
  }
}
