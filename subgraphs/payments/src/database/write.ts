import { type RawBuilder, sql } from 'kysely';
import type { Db } from './database.ts';

/**
 * What is to be written, as common table expressions (`name AS (INSERT …)`), so that several go to the
 * database in one statement. They all see the tables as they were before it; what one needs of another it
 * takes from its `RETURNING`.
 */
export type Write = RawBuilder<unknown>;

/** Writes it all in one statement. A name may be in it once. */
export async function writeAll(trx: Db, writes: readonly Write[]): Promise<void> {
  if (writes.length > 0) await writeAndRead(trx, writes, sql`SELECT`);
}

/** Writes it all in one statement, and reads what that has returned. */
export async function writeAndRead<Row>(
  trx: Db,
  writes: readonly Write[],
  read: RawBuilder<unknown>,
): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`WITH ${sql.join(writes)} ${read}`.execute(trx);
  return rows;
}

/**
 * Writes it all in one statement, which is a transaction of its own, where what it was composed from is still
 * so; else nothing. It costs two or three ways to the database fewer than the same under locks, and is
 * refused where somebody else has been faster: then the caller does it again under locks.
 *
 * @param db not a transaction: a statement that is refused would take it down
 * @param holds conditions on what the writes return. PostgreSQL looks at them from left to right, which it
 *   does not promise: should it ever lock in another order, a deadlock is among what leads to the locks
 * @returns whether it is written
 */
export async function writeIfUnchanged(
  db: Db,
  writes: readonly Write[],
  holds: readonly RawBuilder<unknown>[],
): Promise<boolean> {
  try {
    await writeAndRead(db, writes, sql`SELECT require_as_read(${sql.join(holds, sql` AND `)})`);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && overtaken.has(error.code)) return false;
    throw error;
  }
}

/**
 * SQLSTATE serialization_failure (what require_as_read says), deadlock_detected, unique_violation: somebody
 * else was faster.
 */
const overtaken: ReadonlySet<unknown> = new Set(['40001', '40P01', '23505']);

/**
 * Rows as a table `name (column, …)`. As values and not as arrays: PostgreSQL then knows how many there are,
 * and plans a statement once for every call and not in each.
 */
export function tableOf<Column extends string>(
  name: string,
  types: Readonly<Record<Column, string>>,
  rows: readonly Readonly<Record<NoInfer<Column>, unknown>>[],
): RawBuilder<unknown> {
  const columns = Object.keys(types) as Column[];
  const values = rows.flatMap((row) => columns.map((column) => row[column]));
  return sql(textOfTable(name, types, columns, rows.length), ...values);
}

/**
 * What stands around the values. One template: a builder for each value and its type took longer than sending
 * it all.
 */
function textOfTable(
  name: string,
  types: Readonly<Record<string, string>>,
  columns: readonly string[],
  rows: number,
): TemplateStringsArray {
  const key = `${name} ${rows}`;
  const known = knownTexts.get(types)?.get(key);
  if (known !== undefined) return known;
  const typed = columns.map((column) => `::${types[column]}`).join(', #');
  const lines = Array.from({ length: rows }, () => `(#${typed})`).join(', ');
  const named = columns.map((column) => `"${column}"`).join(', ');
  const texts = `(VALUES ${lines}) AS "${name}" (${named})`.split('#');
  const text = Object.assign(texts, { raw: texts });
  const ofTypes = knownTexts.get(types) ?? new Map<string, TemplateStringsArray>();
  knownTexts.set(types, ofTypes.set(key, text));
  return text;
}

/**
 * By the object of the types, which each table has once; a payment has at most 20 notices, so there are few.
 */
const knownTexts = new WeakMap<object, Map<string, TemplateStringsArray>>();
