import type { GatewayHealth } from '@civic-graph/releases';
import type { Db, RolloutRow } from '../database/database.ts';
import { checkCanary } from './check-canary.ts';
import { forgetHealth } from './forget-health.ts';
import { type CanarySettings, slicesInWindow } from './judge-canary.ts';
import { recordHealth } from './record-health.ts';
import { watchReports } from './watch-reports.ts';

export interface HealthParts {
  readonly db: Db;
  readonly clock: () => Date;
  readonly settings: CanarySettings;
  readonly onRollback: (rollout: RolloutRow) => void;
  readonly onFailure: (error: unknown) => void;
}

export interface RolloutWatch {
  /** Stores a gateway's report, and has the canary in force checked soon. */
  receive(health: GatewayHealth): Promise<void>;
  close(): Promise<void>;
}

const forgetEveryMs = 60_000;

export function openHealth({ db, clock, settings, onRollback, onFailure }: HealthParts): RolloutWatch {
  const sliceMs = settings.windowMs / slicesInWindow;
  let forgotAt = Number.NEGATIVE_INFINITY;
  const watch = watchReports(async () => {
    const now = clock();
    const rollback = await checkCanary(db, settings, now);
    if (rollback !== null) onRollback(rollback);
    if (now.getTime() - forgotAt < forgetEveryMs) return;
    forgotAt = now.getTime();
    await forgetHealth(db, now, settings.windowMs);
  }, onFailure);
  return {
    async receive(health) {
      await recordHealth(db, health, { now: clock(), sliceMs });
      watch.reported();
    },
    close: () => watch.close(),
  };
}
