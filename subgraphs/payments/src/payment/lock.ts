import { sql } from 'kysely';
import type { Db, NoticeItemRow, NoticeRow, PaymentNoticeRow, PaymentRow } from '../database/database.ts';
import type { PaymentNoticeState } from '../database/tables.ts';
import type { ChangingNotice } from '../notice/unchanged-notices.ts';

/*
 * Locks are taken in one order everywhere, notices by their codes and then the payment, so that a
 * notification and a new attempt for the same notices wait for one another and never deadlock.
 */

/** The notices that exist of those asked for, each with its row locked until the transaction ends. */
export async function lockNotices(
  trx: Db,
  codes: readonly string[],
): Promise<ReadonlyMap<string, NoticeRow>> {
  const { rows } = await sql<NoticeRow>`
    SELECT * FROM notice WHERE code IN (${sql.join(codes)}) ORDER BY code FOR UPDATE`.execute(trx);
  return new Map(rows.map((row) => [row.code, row]));
}

/** What it takes to settle a notice: with its items, in their order. */
export interface ItemizedNotice extends ChangingNotice {
  readonly region: string;
  readonly amount_minor: string;
  readonly items: readonly Pick<NoticeItemRow, 'revenue_code' | 'amount_minor'>[];
}

/** What a payment does for one notice, with the notice. */
export interface PaymentPart extends PaymentNoticeRow {
  readonly notice: ItemizedNotice;
}

/** A payment together with its notices. */
export interface PaymentOfNotices {
  readonly payment: PaymentRow;
  /** In the order of the payment. */
  readonly parts: readonly PaymentPart[];
}

/** A payment together with its notices, all locked. */
export async function lockPayment(trx: Db, id: string): Promise<PaymentOfNotices | undefined> {
  const notices = await lockNoticesOf(trx, id);
  if (notices.size === 0) return undefined;
  // What it does for its notices changes only under their locks: this much is not outdated by waiting for the
  // payment's.
  const { rows } = await sql<PaymentWithPart>`
    SELECT payment.*, ${partColumns}
      FROM payment JOIN payment_notice AS part
        ON part.payment_agency = payment.agency AND part.payment_id = payment.id
     WHERE payment.id = ${id}
     ORDER BY part.line FOR UPDATE OF payment`.execute(trx);
  const [payment] = rows;
  if (payment === undefined) return undefined;
  return { payment, parts: rows.map((row) => partOf(row, notices.get(row.notice_code))) };
}

export const partColumns = sql`
  part.agency AS part_agency, part.notice_code, part.line, part.amount_minor AS part_amount_minor, part.state AS part_state,
  part.position_minor, part.refunded_minor, part.late_fee_shown_minor`;

export type PaymentWithPart = PaymentRow &
  Pick<
    PaymentNoticeRow,
    'notice_code' | 'line' | 'position_minor' | 'refunded_minor' | 'late_fee_shown_minor'
  > & {
    readonly part_agency: string;
    readonly part_amount_minor: string;
    readonly part_state: PaymentNoticeState;
  };

export function partOf(row: PaymentWithPart, notice: ItemizedNotice | undefined): PaymentPart {
  if (notice === undefined) throw new Error('a payment for a notice that is none');
  const { notice_code, line, position_minor, refunded_minor, late_fee_shown_minor, currency } = row;
  return {
    agency: row.part_agency,
    notice_code,
    payment_agency: row.agency,
    payment_id: row.id,
    line,
    amount_minor: row.part_amount_minor,
    currency,
    state: row.part_state,
    position_minor,
    refunded_minor,
    late_fee_shown_minor,
    notice,
  };
}

/** Its items in their order, as a column of a query for `notice`. */
export const itemsOfNotice = sql`(
  SELECT json_agg(json_build_object('revenue_code', revenue_code, 'amount_minor', item.amount_minor::text) ORDER BY item.line)
    FROM notice_item AS item WHERE item.agency = notice.agency AND item.notice_code = notice.code) AS items`;

/**
 * Which notices a payment is for never changes, nor do their items: this much may be read before anything is
 * locked.
 */
async function lockNoticesOf(trx: Db, paymentId: string): Promise<ReadonlyMap<string, ItemizedNotice>> {
  const { rows } = await sql<ItemizedNotice>`
    SELECT notice.*, ${itemsOfNotice}
      FROM payment_notice AS part JOIN notice ON notice.agency = part.agency AND notice.code = part.notice_code
     WHERE part.payment_id = ${paymentId}
     ORDER BY notice.code FOR UPDATE OF notice`.execute(trx);
  return new Map(rows.map((row) => [row.code, row]));
}
