import { type RawBuilder, sql } from 'kysely';
import { byOrdinal } from '../database/by-ordinal.ts';
import type { ChangeRow, Db } from '../database/database.ts';

/** Place of a change among all: the latest rollouts first, the most important change of each first. */
export interface ChangePosition {
  readonly rollout: string;
  readonly number: number;
}

/** Changes of all rollouts. @param subgraph only those of this subgraph; `null`: all */
export async function listChanges(
  db: Db,
  {
    subgraph,
    after,
    limit,
  }: { readonly subgraph: string | null; readonly after: ChangePosition | null; readonly limit: number },
): Promise<ChangeRow[]> {
  const { rollout = null, number = null } = after ?? {};
  const { rows } = await sql<ChangeRow>`
    SELECT ${changeColumns} FROM change
     WHERE (${rollout}::bigint IS NULL
            OR (rollout <= ${rollout}::bigint AND (rollout < ${rollout}::bigint OR number > ${number}::int)))
       AND ${ofSubgraph(sql`${subgraph}::text`)}
     ORDER BY rollout DESC, number LIMIT ${limit}`.execute(db);
  return rows;
}

/** A page of the changes of one rollout. */
export interface RolloutChanges {
  readonly rollout: string;
  readonly subgraph: string | null;
  /** Number of the last change of the page before; 0 at the start. */
  readonly after: number;
  readonly size: number;
}

/** Several such pages with one query. */
export async function changesOfRollouts(
  db: Db,
  pages: readonly RolloutChanges[],
): Promise<readonly (readonly ChangeRow[])[]> {
  const { rows } = await sql<ChangeRow & { readonly ordinal: string }>`
    SELECT page.*, wanted.ordinal
      FROM unnest(${pages.map(({ rollout }) => rollout)}::bigint[],
                  ${pages.map(({ subgraph }) => subgraph)}::text[],
                  ${pages.map(({ after }) => after)}::int[],
                  ${pages.map(({ size }) => size)}::int[])
           WITH ORDINALITY AS wanted (rollout, subgraph, after, size, ordinal)
     CROSS JOIN LATERAL (
       SELECT ${changeColumns} FROM change
        WHERE change.rollout = wanted.rollout AND number > wanted.after AND ${ofSubgraph(sql`wanted.subgraph`)}
        ORDER BY number LIMIT wanted.size) AS page
     ORDER BY wanted.ordinal, number`.execute(db);
  return byOrdinal(pages, rows);
}

/** A date is read as text, because a time zone would move it. */
export const changeColumns = sql`change.rollout, number, kind, coordinate, data_class, sunset_on::text AS sunset_on,
  message, change.subgraphs`;

function ofSubgraph(subgraph: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`(${subgraph} IS NULL OR subgraphs @> ARRAY[${subgraph}])`;
}
