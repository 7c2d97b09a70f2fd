import { isFault } from './faults.ts';

export interface HealthCounts {
  readonly requests: number;
  readonly failed: number;
}

/** Counts operations and those that failed, since they were last taken. */
export class HealthCounter {
  #requests = 0;
  #failed = 0;

  /** @param codes of the errors in the answer */
  count(codes: readonly unknown[]): void {
    this.#requests += 1;
    if (codes.some(isFault)) this.#failed += 1;
  }

  /** Counts what never ran, unless its caller was refused. */
  countFault(codes: readonly unknown[]): void {
    if (codes.some(isFault)) this.count(codes);
  }

  take(): HealthCounts {
    const counts = { requests: this.#requests, failed: this.#failed };
    [this.#requests, this.#failed] = [0, 0];
    return counts;
  }
}
