import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { PlanError } from '../planner.ts';

interface PlannedOperation {
  readonly supergraph: string;
  readonly operation: string;
}

/** One that ended a process so often is planned no more; so many are remembered, for so long. */
const mostEnds = 2;
const endsKept = { max: 1_000, ttl: 600_000 };

/** Operations that have ended a planner's process. */
export class PoisonOperations {
  readonly #ends = new LRUCache<string, number>(endsKept);

  /**
   * To be asked when it comes, and again when it is its turn: many may wait with the same one. @throws
   * PlanError
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
