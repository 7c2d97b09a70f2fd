import type { OperationUsage } from '@civic-graph/releases/usage';
import type { UsageTally } from './usage-tally.ts';

/** What is counted of an operation; its parts are computed when it is first called, and once. */
export interface OperationFacts {
  readonly kind: Exclude<OperationUsage['kind'], 'mixed'>;
  readonly name: string | null;
  signature(): string;
  coordinates(): readonly string[];
}

/**
 * A prepared operation as usage counts it. It carries the tallies of the current interval, so that a counter
 * retains no document, and a call costs no lookup by text.
 */
export class CountedOperation {
  readonly facts: OperationFacts;
  /** Calls since it was prepared. */
  calls = 0;
  #period: object | null = null;
  #byApp = new Map<string, UsageTally>();

  constructor(facts: OperationFacts) {
    this.facts = facts;
  }

  /** @param period identity of the interval: another one begins without tallies */
  tally(period: object, app: string): UsageTally | undefined {
    return this.#period === period ? this.#byApp.get(app) : undefined;
  }

  setTally(period: object, app: string, tally: UsageTally): void {
    if (this.#period !== period) {
      this.#period = period;
      this.#byApp = new Map();
    }
    this.#byApp.set(app, tally);
  }
}
