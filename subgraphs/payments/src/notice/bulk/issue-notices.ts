import type { Db } from '../../database/database.ts';
import { collectableCodes } from '../issue-notice.ts';
import type { NoticeOrder } from '../order.ts';
import type { IssuingDesk } from '../parse-order.ts';
import { writeNotices } from '../write-notices.ts';
import { parseRow, referenceOf } from './parse-row.ts';
import type { RawRow } from './read-rows.ts';

export interface IssuedRow {
  readonly row: number;
  readonly reference: string;
  readonly code: string;
  /** Whether an earlier run issued it. */
  readonly before: boolean;
}

export interface BadRow {
  readonly row: number;
  readonly reference: string | null;
  readonly problem: string;
}

/** Each row is in one of the two lists, in order. */
export interface BulkReport {
  readonly issued: readonly IssuedRow[];
  readonly bad: readonly BadRow[];
}

/** Issues the valid rows, within the caller's transaction. A bad row does not affect others. */
export async function issueNotices(
  trx: Db,
  unitNumber: string,
  desk: IssuingDesk,
  rows: readonly RawRow[],
): Promise<BulkReport> {
  const bad: BadRow[] = [];
  const orders: { readonly row: number; readonly order: NoticeOrder; readonly reference: string }[] = [];
  const rowOf = new Map<string, number>();
  for (const raw of rows) {
    const reference = 'value' in raw ? referenceOf(raw.value) : null;
    const parsed = 'value' in raw ? parseRow(raw.value, desk) : raw;
    if ('problem' in parsed) {
      bad.push({ row: raw.row, reference, problem: parsed.problem });
    } else if (reference === null || rowOf.has(reference)) {
      bad.push({
        row: raw.row,
        reference,
        problem: `reference: row ${rowOf.get(reference ?? '')} has it as well`,
      });
    } else {
      rowOf.set(reference, raw.row);
      orders.push({ row: raw.row, order: parsed, reference });
    }
  }
  const codes = orders.flatMap(({ order }) => order.items.map((item) => item.revenueCode));
  const collectable = await collectableCodes(trx, codes);
  const good = orders.filter(({ row, order, reference }) => {
    const unknown = order.items.find((item) => !collectable.has(item.revenueCode));
    if (unknown === undefined) return true;
    const problem = `revenueCode: there is no ${unknown.revenueCode} to collect under`;
    bad.push({ row, reference, problem });
    return false;
  });
  const written = await writeNotices(
    trx,
    unitNumber,
    good.map(({ order }) => order),
  );
  const issued: IssuedRow[] = [];
  for (const [index, { row, reference }] of good.entries()) {
    const result = written[index];
    if (result === undefined || result.code === null) {
      bad.push({ row, reference, problem: 'reference: used before for another notice' });
    } else {
      issued.push({ row, reference, code: result.code, before: result.before });
    }
  }
  return { issued, bad: bad.sort((a, b) => a.row - b.row) };
}
