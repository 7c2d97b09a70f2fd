import type { Db, RolloutRow } from '../database/database.ts';
import { lastRollout } from '../rollout/find-rollout.ts';
import { rollBackCanary } from '../rollout/roll-back-canary.ts';
import { type CanarySettings, judgeCanary } from './judge-canary.ts';
import { readEvidence } from './read-evidence.ts';

/** Rolls the canary in force back if its gateways fail. @returns the rollback, if it was this call's */
export async function checkCanary(db: Db, settings: CanarySettings, now: Date): Promise<RolloutRow | null> {
  const head = await lastRollout(db);
  // A version that all gateways serve has no others to be compared with.
  if (head === null || head.canary_percent === 100) return null;
  const since = new Date(now.getTime() - settings.windowMs);
  const reason = judgeCanary(await readEvidence(db, head, since), settings);
  return reason === null ? null : rollBackCanary(db, head, reason, now);
}
