import { sql } from 'kysely';
import type { Db, RolloutRow, SupergraphRow } from '../database/database.ts';

/** Rollouts before a sequence number, the latest first. */
export async function listRollouts(db: Db, limit: number, before: string | null): Promise<RolloutRow[]> {
  return db
    .selectFrom('rollout')
    .selectAll()
    .where(sql<boolean>`(${before}::bigint IS NULL OR sequence < ${before}::bigint)`)
    .orderBy('sequence', 'desc')
    .limit(limit)
    .execute();
}

/** Position of a supergraph version in the list. */
export interface SupergraphPosition {
  readonly composedAt: Date;
  readonly version: string;
}

/** Supergraph versions without their SDL, the latest first. */
export async function listSupergraphs(
  db: Db,
  limit: number,
  before: SupergraphPosition | null,
): Promise<Omit<SupergraphRow, 'sdl'>[]> {
  const { composedAt = null, version = null } = before ?? {};
  return db
    .selectFrom('supergraph_version')
    .select(['version', 'releases', 'composed_at'])
    .where(
      sql<boolean>`(${version}::text IS NULL OR
        (composed_at, version) < (${composedAt}::timestamptz, ${version}::text))`,
    )
    .orderBy('composed_at', 'desc')
    .orderBy('version', 'desc')
    .limit(limit)
    .execute();
}
