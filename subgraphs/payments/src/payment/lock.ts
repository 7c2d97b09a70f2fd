import type { Db, NoticeRow, PaymentRow } from '../database.ts';

/*
 * Locks are taken in one order everywhere, notice before payment, so that a notification and a new attempt for
 * the same notice wait for one another and never deadlock.
 */

/** The notice with its row locked until the transaction ends, or `undefined` where there is none. */
export function lockNotice(trx: Db, code: string): Promise<NoticeRow | undefined> {
  return trx.selectFrom('notice').selectAll().where('code', '=', code).forUpdate().executeTakeFirst();
}

/** A payment together with its notice, both locked. */
export async function lockPayment(
  trx: Db,
  id: string,
): Promise<{ notice: NoticeRow; payment: PaymentRow } | undefined> {
  const found = await trx.selectFrom('payment').select('notice_code').where('id', '=', id).executeTakeFirst();
  if (found === undefined) return undefined;
  const notice = await lockNotice(trx, found.notice_code);
  const payment = await trx
    .selectFrom('payment')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return notice && payment && { notice, payment };
}
