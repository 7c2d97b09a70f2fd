import { isFault, isFaultInAnswer } from './faults.ts';

export interface HealthCounts {
  readonly requests: number;
  readonly failed: number;
}

/** Counts operations and those that failed, since they were last taken. */
export class HealthCounter {
  #requests = 0;
  #failed = 0;

  /** @param errors in the answer, or thrown in its place */
  count(errors: readonly unknown[]): void {
    this.#requests += 1;
    if (errors.some(isFaultInAnswer)) this.#failed += 1;
  }

  /** Counts what never ran, unless its caller was refused. */
  countThrown(error: unknown): void {
    if (isFault(error)) this.count([error]);
  }

  take(): HealthCounts {
    const counts = { requests: this.#requests, failed: this.#failed };
    [this.#requests, this.#failed] = [0, 0];
    return counts;
  }
}
