import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import type { Write } from '../database/write.ts';
import type { NoticeStatus } from '../states/notice.ts';
import { underWay } from '../states/payment.ts';
import {
  type ItemizedNotice,
  itemsOfNotice,
  type PaymentOfNotices,
  type PaymentWithPart,
  partColumns,
  partOf,
} from './lock.ts';

/** A payment with a receipt number for each part, if it is in progress. */
export interface NumberedPayment extends PaymentOfNotices {
  readonly serials: readonly string[];
}

/** Result of reading a payment for settlement. */
export interface ReadForSettlement {
  /** Whether `recorded` had a row. */
  readonly isRecorded: boolean;
  /** Present only if it had. */
  readonly payment: NumberedPayment | undefined;
}

/**
 * Reads a payment and its notices in one snapshot without locks, after the write `recorded` in the same
 * statement. Allocates receipt numbers for a payment in progress; unused ones are gaps.
 *
 * @param recorded `recorded AS (INSERT … RETURNING …)`: if it returns no row, nothing is read or allocated
 */
export async function readForSettlement(
  db: Db,
  id: string,
  recorded: Write | null,
): Promise<ReadForSettlement> {
  const first = recorded === null ? sql`FROM (SELECT) AS recorded` : sql`FROM recorded`;
  const { rows } = await sql<PartToSettle | Nothing>`
    ${recorded === null ? sql`` : sql`WITH ${recorded}`}
    SELECT payment.*, ${partColumns}, notice.region, notice.status AS notice_status,
           notice.amount_minor AS notice_amount_minor, notice.paid_minor, notice.late_fee_minor, notice.late_fee_until,
           notice.disputed, ${itemsOfNotice},
           CASE WHEN payment.state IN (${sql.join([...underWay])}) THEN nextval('receipt_serial') END AS serial
      ${first} LEFT JOIN (payment
        JOIN payment_notice AS part ON part.payment_agency = payment.agency AND part.payment_id = payment.id
        JOIN notice ON notice.agency = part.agency AND notice.code = part.notice_code) ON payment.id = ${id}
     ORDER BY part.line`.execute(db);
  const parts = rows.filter(isPart);
  const [payment] = parts;
  const isRecorded = rows.length > 0;
  if (payment === undefined) return { isRecorded, payment };
  return {
    isRecorded,
    payment: {
      payment,
      parts: parts.map((row) => partOf(row, noticeOf(row))),
      serials: parts.flatMap(({ serial }) => serial ?? []),
    },
  };
}

type PartToSettle = PaymentWithPart &
  Pick<
    ItemizedNotice,
    'region' | 'paid_minor' | 'late_fee_minor' | 'late_fee_until' | 'disputed' | 'items'
  > & {
    readonly notice_status: NoticeStatus;
    readonly notice_amount_minor: string;
    readonly serial: string | null;
  };

/** Row for an unknown payment id. */
interface Nothing {
  readonly id: null;
}

function isPart(row: PartToSettle | Nothing): row is PartToSettle {
  return row.id !== null;
}

function noticeOf(row: PartToSettle): ItemizedNotice {
  return {
    ...row,
    agency: row.part_agency,
    code: row.notice_code,
    status: row.notice_status,
    amount_minor: row.notice_amount_minor,
  };
}
