import type { Db, NoticeRow } from '../database/database.ts';
import { treasuryDate } from '../money/treasury.ts';
import { lateFeeOn } from './late-fee.ts';

/** Whether today's fee differs from the stored one. */
export function hasGrown(notice: NoticeRow, now: Date): boolean {
  return lateFeeOn(notice, treasuryDate(now)) !== BigInt(notice.late_fee_minor);
}

/** Stores today's fee, so that it stays owed. The caller holds the notice's row lock. */
export async function accrueLateFee(trx: Db, notice: NoticeRow, now: Date): Promise<void> {
  if (!hasGrown(notice, now)) return;
  const today = treasuryDate(now);
  await trx
    .updateTable('notice')
    .set({ late_fee_minor: lateFeeOn(notice, today), late_fee_until: today })
    .where('agency', '=', notice.agency)
    .where('code', '=', notice.code)
    .execute();
}
