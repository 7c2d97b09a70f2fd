import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { PlanError } from '../planner.ts';

interface PlannedOperation {
  readonly supergraph: string;
  readonly operation: string;
}

/** Crashes after which an operation is rejected. */
const maxCrashes = 2;
const crashCache = { max: 1_000, ttl: 600_000 };

/** Operations that have crashed a planner's process. */
export class PoisonOperations {
  readonly #crashes = new LRUCache<string, number>(crashCache);

  /**
   * Checked on arrival and again before planning, because many callers may wait with the same one.
   * @throws PlanError
   */
  refuse(request: PlannedOperation): void {
    if (this.#crashesOf(request) >= maxCrashes) {
      throw new PlanError('The planner has ended twice while it planned this operation');
    }
  }

  ended(request: PlannedOperation): void {
    this.#crashes.set(keyOf(request), this.#crashesOf(request) + 1);
  }

  #crashesOf(request: PlannedOperation): number {
    return this.#crashes.get(keyOf(request)) ?? 0;
  }
}

function keyOf({ supergraph, operation }: PlannedOperation): string {
  return createHash('sha256').update(supergraph).update(operation).digest('base64url');
}
