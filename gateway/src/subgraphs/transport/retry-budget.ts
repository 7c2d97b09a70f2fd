/** Retries that may be due at once after a quiet time. */
const maxSaved = 10;

/**
 * Retries in proportion to calls: where a few fail, each of them gets its second chance; where all fail, a
 * subgraph that is down is not asked twice as often for it.
 */
export class RetryBudget {
  readonly #perCall: number;
  #saved: number;

  constructor(percent: number) {
    this.#perCall = percent / 100;
    this.#saved = percent > 0 ? maxSaved : 0;
  }

  /** Told of each call that was served at the first try. */
  earn(): void {
    if (this.#saved < maxSaved) this.#saved += this.#perCall;
  }

  /** @returns whether there was one */
  take(): boolean {
    if (this.#saved < 1) return false;
    this.#saved -= 1;
    return true;
  }
}
