import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import { treasury } from '../money/treasury.ts';
import { createNoticeCode } from './code.ts';
import type { NoticeOrder } from './order.ts';

/** Code of the order's notice, issued now or before under the same reference. */
export type Written =
  | { readonly code: string; readonly before: boolean }
  /** The agency has used the reference for another notice. */
  | { readonly code: null };

/** Random serials collide: with a million notices per unit, one in ten thousand. */
const attempts = 5;

/**
 * Writes notices of one agency with items and particulars, one statement per table, within the caller's
 * transaction.
 *
 * @param orders without duplicate references
 * @returns results in the order of the orders
 */
export async function writeNotices(
  trx: Db,
  unitNumber: string,
  orders: readonly NoticeOrder[],
): Promise<readonly Written[]> {
  const written = new Map<NoticeOrder, Written>();
  let left = orders;
  for (let attempt = 0; left.length > 0; attempt += 1) {
    if (attempt === attempts) throw new Error('no free notice code was found');
    const byCode = new Map(left.map((order) => [createNoticeCode(order.regionCode, unitNumber), order]));
    const codes = await insertNotices(trx, byCode);
    for (const [code, order] of byCode) if (codes.has(code)) written.set(order, { code, before: false });
    left = left.filter((order) => !written.has(order));
    if (left.length === 0) break;
    for (const [order, before] of await issuedBefore(trx, left)) written.set(order, before);
    left = left.filter((order) => !written.has(order));
  }
  await insertItems(trx, written);
  await insertParticulars(trx, written);
  return orders.map((order) => written.get(order) ?? { code: null });
}

/** Skips orders whose code or reference exists. */
async function insertNotices(
  trx: Db,
  byCode: ReadonlyMap<string, NoticeOrder>,
): Promise<ReadonlySet<string>> {
  const orders = [...byCode.values()];
  const { rows } = await sql<{ code: string }>`
    INSERT INTO notice (agency, code, reference, citizen_key, amount_minor, currency, issued_at, due_date,
                        late_fee_basis_points, late_fee_cap_percent)
    SELECT agency, code, reference, citizen_key, amount_minor, ${treasury.currency}, issued_at, due_date,
           basis_points, cap_percent
    FROM unnest(
      ${orders.map((order) => order.agency)}::text[],
      ${[...byCode.keys()]}::text[],
      ${orders.map((order) => order.reference ?? null)}::text[],
      ${orders.map((order) => order.citizenKey)}::text[],
      ${orders.map(total)}::int8[],
      ${orders.map((order) => order.now)}::timestamptz[],
      ${orders.map((order) => order.dueDate)}::date[],
      ${orders.map((order) => order.lateFee?.dailyBasisPoints ?? null)}::int2[],
      ${orders.map((order) => order.lateFee?.capPercent ?? null)}::int2[]
    ) AS wanted (agency, code, reference, citizen_key, amount_minor, issued_at, due_date, basis_points, cap_percent)
    ON CONFLICT DO NOTHING RETURNING code`.execute(trx);
  return new Set(rows.map((row) => row.code));
}

async function issuedBefore(
  trx: Db,
  orders: readonly NoticeOrder[],
): Promise<ReadonlyMap<NoticeOrder, Written>> {
  const references = orders.flatMap(({ reference }) => reference ?? []);
  const [first] = orders;
  if (references.length === 0 || first === undefined) return new Map();
  const rows = await trx
    .selectFrom('notice')
    .select(['reference', 'code', 'citizen_key', 'amount_minor', 'due_date', 'region'])
    .where('agency', '=', first.agency)
    .where('reference', 'in', references)
    .execute();
  const found = new Map(rows.map((row) => [row.reference, row]));
  const before = new Map<NoticeOrder, Written>();
  for (const order of orders) {
    const row = found.get(order.reference ?? null);
    if (row === undefined) continue;
    const same =
      row.citizen_key === order.citizenKey &&
      BigInt(row.amount_minor) === total(order) &&
      row.due_date === order.dueDate &&
      row.region === order.regionCode;
    before.set(order, same ? { code: row.code, before: true } : { code: null });
  }
  return before;
}

type Results = ReadonlyMap<NoticeOrder, Written>;

/** New notices only. */
function fresh(written: Results): [NoticeOrder, string][] {
  return [...written].flatMap(([order, { code, ...rest }]): [NoticeOrder, string][] =>
    code !== null && 'before' in rest && !rest.before ? [[order, code]] : [],
  );
}

async function insertItems(trx: Db, written: Results): Promise<void> {
  const lines = fresh(written).flatMap(([{ agency, items }, code]) =>
    items.map((item, index) => ({ ...item, agency, code, line: index + 1 })),
  );
  if (lines.length === 0) return;
  await sql`
    INSERT INTO notice_item (agency, notice_code, line, revenue_code, legal_basis, amount_minor)
    SELECT * FROM unnest(
      ${lines.map((line) => line.agency)}::text[],
      ${lines.map((line) => line.code)}::text[],
      ${lines.map((line) => line.line)}::int2[],
      ${lines.map((line) => line.revenueCode)}::text[],
      ${lines.map((line) => line.legalBasis)}::text[],
      ${lines.map((line) => line.amountMinor)}::int8[])`.execute(trx);
}

async function insertParticulars(trx: Db, written: Results): Promise<void> {
  const fines = fresh(written).flatMap(([{ agency, fineParticulars }, code]) =>
    fineParticulars === null ? [] : [{ ...fineParticulars, agency, code }],
  );
  if (fines.length === 0) return;
  await sql`
    INSERT INTO fine_particulars (agency, notice_code, offence, place, occurred_at)
    SELECT * FROM unnest(
      ${fines.map((fine) => fine.agency)}::text[],
      ${fines.map((fine) => fine.code)}::text[],
      ${fines.map((fine) => fine.offence)}::text[],
      ${fines.map((fine) => fine.place)}::text[],
      ${fines.map((fine) => fine.occurredAt)}::timestamptz[])`.execute(trx);
}

function total(order: NoticeOrder): bigint {
  return order.items.reduce((sum, item) => sum + item.amountMinor, 0n);
}
