import { type RawBuilder, sql } from 'kysely';
import type { Db } from './database.ts';

/**
 * A common table expression (`name AS (INSERT …)`), so that several writes are one statement. All see the
 * tables as before it; `RETURNING` passes values between them.
 */
export type Write = RawBuilder<unknown>;

/** Executes all writes in one statement. Names must be unique. */
export async function writeAll(trx: Db, writes: readonly Write[]): Promise<void> {
  if (writes.length > 0) await writeAndRead(trx, writes, sql`SELECT`);
}

/** Executes all writes in one statement, and reads their results. */
export async function writeAndRead<Row>(
  trx: Db,
  writes: readonly Write[],
  read: RawBuilder<unknown>,
): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`WITH ${sql.join(writes)} ${read}`.execute(trx);
  return rows;
}

/**
 * Writes in one statement, without locks, if the data it was composed from is unchanged (optimistic locking);
 * else writes nothing. Saves two or three round trips; after a conflict the caller repeats the work under
 * locks.
 *
 * @param db not a transaction, which a rejected statement would abort
 * @param holds conditions on the results of the writes, evaluated from left to right; PostgreSQL does not
 * promise that order, so a deadlock counts as a conflict
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
 * SQLSTATE serialization_failure (from require_as_read), deadlock_detected, unique_violation: a concurrent
 * write won.
 */
const overtaken: ReadonlySet<unknown> = new Set(['40001', '40P01', '23505']);

/**
 * Rows as a table `name (column, …)`, as values: PostgreSQL knows their number and plans the statement once.
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

/** SQL around the values as one template: a builder per value took longer than sending the statement. */
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

/** Keyed by the types object, one per table; a payment has at most 20 notices, so there are few entries. */
const knownTexts = new WeakMap<object, Map<string, TemplateStringsArray>>();
