import type { Db, RolloutRow } from '../database/database.ts';
import { lockRollouts, type Publisher, startRollout } from './start-rollout.ts';

/**
 * Extends a canary to more gateways.
 *
 * @returns `null` if `head` is no longer in force
 */
export async function widenRollout(
  db: Db,
  order: {
    readonly head: RolloutRow;
    readonly canaryPercent: number;
    readonly by: Publisher;
    readonly reason: string | null;
  },
  now: Date,
): Promise<RolloutRow | null> {
  const { head, canaryPercent, by, reason } = order;
  return db.transaction().execute(async (trx) => {
    const last = await lockRollouts(trx);
    if (last?.sequence !== head.sequence) return null;
    const { supergraph, previous } = head;
    const start = { supergraph, previous, canaryPercent, cause: 'widen', by, reason } as const;
    return startRollout(trx, last, start, now);
  });
}
