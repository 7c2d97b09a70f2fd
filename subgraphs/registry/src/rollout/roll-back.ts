import type { Db, RolloutRow } from '../database/database.ts';
import { lockRollouts, type Publisher, settledVersion, startRollout } from './start-rollout.ts';

export type RollbackOutcome =
  | { readonly kind: 'rolled-back'; readonly rollout: RolloutRow }
  /** This version was never rolled out, or only to fewer than all gateways. */
  | { readonly kind: 'unknown-version' };

/** Puts an earlier version in force on all gateways. If it is already in force, nothing is started. */
export async function rollBack(
  db: Db,
  { version, by, reason }: { readonly version: string; readonly by: Publisher; readonly reason: string },
  now: Date,
): Promise<RollbackOutcome> {
  return db.transaction().execute(async (trx): Promise<RollbackOutcome> => {
    const head = await lockRollouts(trx);
    if (head?.supergraph === version && head.canary_percent === 100) {
      return { kind: 'rolled-back', rollout: head };
    }
    const before = await trx
      .selectFrom('rollout')
      .select('sequence')
      .where('supergraph', '=', version)
      .where('canary_percent', '=', 100)
      .limit(1)
      .executeTakeFirst();
    if (head === null || before === undefined) return { kind: 'unknown-version' };
    const start = {
      supergraph: version,
      previous: settledVersion(head),
      canaryPercent: 100,
      cause: 'rollback',
      by,
      reason,
    } as const;
    return { kind: 'rolled-back', rollout: await startRollout(trx, head, start, now) };
  });
}
