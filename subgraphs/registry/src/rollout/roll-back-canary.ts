import type { Db, RolloutRow } from '../database/database.ts';
import { lockRollouts, startRollout } from './start-rollout.ts';

/**
 * Gives all gateways the version back that those outside the canary still serve. It belongs to the agency
 * whose canary it was, so that its officials can read why.
 *
 * @returns `null` if the canary is no longer in force: another process, or an official, was faster
 */
export async function rollBackCanary(
  db: Db,
  canary: RolloutRow,
  reason: string,
  now: Date,
): Promise<RolloutRow | null> {
  const { previous, agency } = canary;
  if (previous === null) return null;
  return db.transaction().execute(async (trx) => {
    const head = await lockRollouts(trx);
    if (head?.sequence !== canary.sequence || head.canary_percent === 100) return null;
    const by = { subject: null, agency };
    const start = { ...{ previous, canaryPercent: 100, by, reason }, cause: 'rollback' } as const;
    return startRollout(trx, head, { ...start, supergraph: previous }, now);
  });
}
