import type { Db, NoticeRow } from '../database.ts';
import { treasuryDate } from '../money/treasury.ts';
import { lateFeeOn } from './late-fee.ts';

/** From now on the fee of today is owed, whatever becomes of the rule's days. The caller holds the notice's row lock. */
export async function accrueLateFee(trx: Db, notice: NoticeRow, now: Date): Promise<void> {
  const today = treasuryDate(now);
  const lateFee = lateFeeOn(notice, today);
  if (lateFee === BigInt(notice.late_fee_minor)) return;
  await trx
    .updateTable('notice')
    .set({ late_fee_minor: lateFee, late_fee_until: today })
    .where('agency', '=', notice.agency)
    .where('code', '=', notice.code)
    .execute();
}
