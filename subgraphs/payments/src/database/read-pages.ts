import { type PageRequest, timePosition } from '@civic-graph/subgraph-kit';
import { sql } from 'kysely';
import type { Db } from './database.ts';

/** A list in descending order, read page by page for many owners in one query. */
export interface ListDefinition {
  readonly table: string;
  /** Column that holds the owner's key. */
  readonly owner: string;
  /** Optional filter column. */
  readonly filter: string;
  /** Order, both descending; `id` is unique and breaks ties. */
  readonly time: string;
  readonly id: { readonly column: string; readonly type: 'text' | 'uuid'; readonly format: RegExp };
}

export interface ListRequest extends PageRequest {
  readonly owner: string;
  readonly filter: string | null;
}

/**
 * Reads the pages of any number of owners in one query (no N+1): each LATERAL subquery is an index range scan
 * of `first + 1` rows.
 */
export async function readPages<Row>(
  db: Db,
  list: ListDefinition,
  requests: readonly ListRequest[],
): Promise<Row[][]> {
  const after = requests.map(({ after }) => after && timePosition(after, list.id.format));
  const [owner, filter] = [sql.ref(`row.${list.owner}`), sql.ref(`row.${list.filter}`)];
  const [time, id] = [sql.ref(`row.${list.time}`), sql.ref(`row.${list.id.column}`)];
  const { rows } = await sql<Row & { wanted_ordinal: string }>`
    SELECT wanted.ordinal AS wanted_ordinal, page.*
    FROM unnest(
      ${requests.map((request) => request.owner)}::text[],
      ${requests.map((request) => request.filter)}::text[],
      ${after.map((position) => position?.time ?? null)}::timestamptz[],
      ${after.map((position) => position?.id ?? null)}::${sql.raw(list.id.type)}[],
      ${requests.map((request) => request.first + 1)}::int[]
    ) WITH ORDINALITY AS wanted (owner, filter, time, id, size, ordinal)
    CROSS JOIN LATERAL (
      SELECT row.* FROM ${sql.table(list.table)} AS row
      WHERE ${owner} = wanted.owner
        AND (wanted.filter IS NULL OR ${filter} = wanted.filter)
        AND (wanted.time IS NULL OR (${time}, ${id}) < (wanted.time, wanted.id))
      ORDER BY ${time} DESC, ${id} DESC
      LIMIT wanted.size
    ) AS page`.execute(db);
  const pages: Row[][] = requests.map(() => []);
  for (const row of rows) pages[Number(row.wanted_ordinal) - 1]?.push(row);
  return pages;
}
