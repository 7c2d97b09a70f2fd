import { sql } from 'kysely';
import type { Db } from '../database/database.ts';

export type RolloutState = 'canary' | 'in-force' | 'superseded' | 'rolled-back';

interface Followed {
  readonly sequence: string;
  readonly canary_percent: number;
  /** Whether another rollout came after it. */
  readonly is_followed: boolean;
  /** Whether that one put a version in force again that was older than this rollout. */
  readonly is_undone: boolean;
}

/** What has become of each rollout, in one query. */
export async function rolloutStates(db: Db, sequences: readonly string[]): Promise<RolloutState[]> {
  const { rows } = await sql<Followed>`
    SELECT rollout.sequence, rollout.canary_percent, next.sequence IS NOT NULL AS is_followed,
           COALESCE(next.cause = 'rollback' AND EXISTS (
             SELECT FROM rollout AS earlier
              WHERE earlier.supergraph = next.supergraph AND earlier.sequence < rollout.sequence
           ), false) AS is_undone
      FROM rollout LEFT JOIN LATERAL (
             SELECT * FROM rollout AS later WHERE later.sequence > rollout.sequence
              ORDER BY later.sequence LIMIT 1
           ) AS next ON true
     WHERE rollout.sequence = ANY (${sequences}::bigint[])`.execute(db);
  const bySequence = new Map(rows.map((row) => [row.sequence, stateOf(row)]));
  return sequences.map((sequence) => bySequence.get(sequence) ?? 'superseded');
}

function stateOf({ is_followed, is_undone, canary_percent: share }: Followed): RolloutState {
  if (!is_followed) return share < 100 ? 'canary' : 'in-force';
  return is_undone ? 'rolled-back' : 'superseded';
}
