import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { PlanError } from '../planner.ts';

interface PlannedOperation {
  readonly supergraph: string;
  readonly operation: string;
}

/** Operations that crash a planner this often are rejected; a bounded LRU with a TTL. */
const mostEnds = 2;
const endsKept = { max: 1_000, ttl: 600_000 };

/** Operations that have crashed a planner's process. */
export class PoisonOperations {
  readonly #ends = new LRUCache<string, number>(endsKept);

  /**
   * Checked on arrival and again before planning, since many callers may wait with the same one.
   * @throws PlanError
   */
  refuse(request: PlannedOperation): void {
    if (this.#endsOf(request) >= mostEnds) {
      throw new PlanError('The planner has ended twice while it planned this operation');
    }
  }

  ended(request: PlannedOperation): void {
    this.#ends.set(keyOf(request), this.#endsOf(request) + 1);
  }

  #endsOf(request: PlannedOperation): number {
    return this.#ends.get(keyOf(request)) ?? 0;
  }
}

function keyOf({ supergraph, operation }: PlannedOperation): string {
  return createHash('sha256').update(supergraph).update(operation).digest('base64url');
}
