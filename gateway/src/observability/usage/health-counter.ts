import { errorTable, isErrorCode } from '@civic-graph/errors';

/** Work of a gateway since the last report. A rollout whose canary has too many faults is rolled back. */
export interface HealthReport {
  readonly operations: number;
  /** Errors sent that callers cannot fix: of the gateway, a plan or a subgraph. */
  readonly faults: number;
}

/** Faults of a rollout and not of its callers; load shedding and kill switches (503) are neither. */
const faultStatuses: ReadonlySet<number> = new Set([500, 502, 504]);

export class HealthCounter {
  #operations = 0;
  #faults = 0;

  operation(): void {
    this.#operations += 1;
  }

  errorSent(code: string): void {
    if (isErrorCode(code) && faultStatuses.has(errorTable[code].status)) this.#faults += 1;
  }

  take(): HealthReport {
    const report = { operations: this.#operations, faults: this.#faults };
    [this.#operations, this.#faults] = [0, 0];
    return report;
  }
}
