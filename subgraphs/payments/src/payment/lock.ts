import type { Db, NoticeRow, PaymentNoticeRow, PaymentRow } from '../database.ts';

/*
 * Locks are taken in one order everywhere, notices by their codes and then the payment, so that a notification and a new
 * attempt for the same notices wait for one another and never deadlock.
 */

/** The notices that exist of those asked for, each with its row locked until the transaction ends. */
export async function lockNotices(
  trx: Db,
  codes: readonly string[],
): Promise<ReadonlyMap<string, NoticeRow>> {
  const rows = await trx
    .selectFrom('notice')
    .selectAll()
    .where('code', 'in', codes)
    .orderBy('code')
    .forUpdate()
    .execute();
  return new Map(rows.map((row) => [row.code, row]));
}

/** What a payment does for one notice, with the notice. */
export interface PaymentPart extends PaymentNoticeRow {
  readonly notice: NoticeRow;
}

export interface LockedPayment {
  readonly payment: PaymentRow;
  /** In the order of the payment. */
  readonly parts: readonly PaymentPart[];
}

/** A payment together with its notices, all locked. */
export async function lockPayment(trx: Db, id: string): Promise<LockedPayment | undefined> {
  // Which notices a payment is for never changes, so that this much may be read before anything is locked.
  const codes = await trx
    .selectFrom('payment_notice')
    .select('notice_code')
    .where('payment_id', '=', id)
    .execute();
  if (codes.length === 0) return undefined;
  const notices = await lockNotices(
    trx,
    codes.map((row) => row.notice_code),
  );
  const payment = await trx
    .selectFrom('payment')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (payment === undefined) return undefined;
  const parts = await trx
    .selectFrom('payment_notice')
    .selectAll()
    .where('payment_id', '=', id)
    .orderBy('line')
    .execute();
  return {
    payment,
    parts: parts.map((part) => {
      const notice = notices.get(part.notice_code);
      if (notice === undefined) throw new Error('a payment for a notice that is none');
      return { ...part, notice };
    }),
  };
}
