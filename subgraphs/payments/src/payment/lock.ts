import { sql } from 'kysely';
import type { Db, NoticeItemRow, NoticeRow, PaymentNoticeRow, PaymentRow } from '../database/database.ts';
import type { PaymentNoticeState } from '../database/tables.ts';
import type { ChangingNotice } from '../notice/unchanged-notices.ts';

/*
 * Lock order everywhere: notices by code, then the payment. Any other order could deadlock a notification and
 * a new attempt.
 */

/** Returns the existing notices, with their rows locked until the transaction ends. */
export async function lockNotices(
  trx: Db,
  codes: readonly string[],
): Promise<ReadonlyMap<string, NoticeRow>> {
  const { rows } = await sql<NoticeRow>`
    SELECT * FROM notice WHERE code IN (${sql.join(codes)}) ORDER BY code FOR UPDATE`.execute(trx);
  return new Map(rows.map((row) => [row.code, row]));
}

/** A notice with its items in order, as settling needs it. */
export interface ItemizedNotice extends ChangingNotice {
  readonly region: string;
  readonly amount_minor: string;
  readonly items: readonly Pick<NoticeItemRow, 'revenue_code' | 'amount_minor'>[];
}

/** The part of a payment for one notice. */
export interface PaymentPart extends PaymentNoticeRow {
  readonly notice: ItemizedNotice;
}

/** A payment with its notices. */
export interface PaymentOfNotices {
  readonly payment: PaymentRow;
  /** In the order of the payment. */
  readonly parts: readonly PaymentPart[];
}

/** A payment with its notices, all locked. */
export async function lockPayment(trx: Db, id: string): Promise<PaymentOfNotices | undefined> {
  const notices = await lockNoticesOf(trx, id);
  if (notices.size === 0) return undefined;
  // Parts change only under the notices' locks, so they cannot become outdated while waiting.
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
  if (notice === undefined) throw new Error('a payment without its notice');
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

/** SQL column with the items of a notice, in order. */
export const itemsOfNotice = sql`(
  SELECT json_agg(json_build_object('revenue_code', revenue_code, 'amount_minor', item.amount_minor::text) ORDER BY item.line)
    FROM notice_item AS item WHERE item.agency = notice.agency AND item.notice_code = notice.code) AS items`;

/** The notices of a payment and their items never change, so they can be read before locking. */
async function lockNoticesOf(trx: Db, paymentId: string): Promise<ReadonlyMap<string, ItemizedNotice>> {
  const { rows } = await sql<ItemizedNotice>`
    SELECT notice.*, ${itemsOfNotice}
      FROM payment_notice AS part JOIN notice ON notice.agency = part.agency AND notice.code = part.notice_code
     WHERE part.payment_id = ${paymentId}
     ORDER BY notice.code FOR UPDATE OF notice`.execute(trx);
  return new Map(rows.map((row) => [row.code, row]));
}
