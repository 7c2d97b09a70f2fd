import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import type { RolloutCause } from '../database/tables.ts';

export type RolloutState = 'canary' | 'in-force' | 'superseded' | 'rolled-back';

interface Followed {
  readonly sequence: string;
  readonly canary_percent: number;
  /** Cause of the next rollout; `null` for the last one. */
  readonly next: RolloutCause | null;
}

/** What has become of each rollout, in one query. */
export async function rolloutStates(db: Db, sequences: readonly string[]): Promise<RolloutState[]> {
  const { rows } = await sql<Followed>`
    SELECT sequence, canary_percent,
           (SELECT cause FROM rollout AS later WHERE later.sequence > rollout.sequence
             ORDER BY later.sequence LIMIT 1) AS next
      FROM rollout WHERE sequence = ANY (${sequences}::bigint[])`.execute(db);
  const bySequence = new Map(rows.map((row) => [row.sequence, stateOf(row)]));
  return sequences.map((sequence) => bySequence.get(sequence) ?? 'superseded');
}

function stateOf({ next, canary_percent: share }: Followed): RolloutState {
  if (next === null) return share < 100 ? 'canary' : 'in-force';
  return next === 'rollback' ? 'rolled-back' : 'superseded';
}
