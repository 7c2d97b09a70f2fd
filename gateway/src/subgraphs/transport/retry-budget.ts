/** Retries allowed immediately after a quiet time. */
const maxSaved = 10;

/**
 * Allows retries in proportion to successful calls, so that a subgraph that is down does not get twice the
 * load.
 */
export class RetryBudget {
  readonly #perCall: number;
  #saved: number;

  constructor(percent: number) {
    this.#perCall = percent / 100;
    this.#saved = percent > 0 ? maxSaved : 0;
  }

  /** Called for each call that succeeds at the first attempt. */
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
