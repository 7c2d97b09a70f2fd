import { type CursorPosition, type PageRequest, timePosition } from '@civic-graph/subgraph-kit';
import { sql } from 'kysely';
import type { IdentityDatabase } from '../store/database.ts';
import { isUuid, uuid } from '../store/uuid.ts';
import type { ProfilingAlertRow } from './tables.ts';

export interface AlertFilter {
  /** Filter: fields of any of these subgraphs. */
  readonly subgraphs?: readonly string[];
  /** Filter: this app. */
  readonly app?: string;
  /** Filter: acknowledged by the admin, or not. */
  readonly acknowledged?: boolean | null | undefined;
}

/** Newest first; one extra row shows whether there is another page. */
export async function findAlerts(
  database: IdentityDatabase,
  { subgraphs, app, acknowledged }: AlertFilter,
  { first, after }: PageRequest,
): Promise<ProfilingAlertRow[]> {
  let query = database
    .selectFrom('profiling_alert')
    .selectAll()
    .orderBy('raised_at', 'desc')
    .orderBy('id', 'desc')
    .limit(first + 1);
  if (subgraphs !== undefined) query = query.where(sql<boolean>`subgraphs && ${subgraphs}::text[]`);
  if (app !== undefined) query = query.where('app', '=', app);
  if (typeof acknowledged === 'boolean') {
    query = query.where('acknowledged_at', acknowledged ? 'is not' : 'is', null);
  }
  if (after !== null) {
    const { time, id } = timePosition(after, uuid);
    query = query.where(sql<boolean>`(raised_at, id) < (${time}, ${id}::uuid)`);
  }
  return query.execute();
}

export function positionOf({ raised_at, id }: ProfilingAlertRow): CursorPosition {
  return [raised_at.toISOString(), id];
}

/** @returns null if the id is unknown */
export async function acknowledge(
  database: IdentityDatabase,
  id: string,
  by: string,
  now: Date,
): Promise<ProfilingAlertRow | null> {
  if (!isUuid(id)) return null;
  // The first acknowledgement stays.
  await database
    .updateTable('profiling_alert')
    .set({ acknowledged_at: now, acknowledged_by: by })
    .where('id', '=', id)
    .where('acknowledged_at', 'is', null)
    .execute();
  const row = await database
    .selectFrom('profiling_alert')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}
