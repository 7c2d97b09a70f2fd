const maxDelayMs = 60_000;
/** Consecutive failures from which on each is reported as repeated. */
const repeatedFailures = 3;

/** Doubles the delay between restarts, up to a minute, until a restart succeeds. */
export class RestartBackoff {
  readonly #firstDelayMs: number;
  #failures = 0;

  constructor(firstDelayMs: number) {
    this.#firstDelayMs = firstDelayMs;
  }

  /** Delay before the next restart, in milliseconds. */
  get delayMs(): number {
    return Math.min(this.#firstDelayMs * 2 ** Math.max(0, this.#failures - 1), maxDelayMs);
  }

  /** @returns a log warning for a repeated failure */
  failed(): string | null {
    this.#failures += 1;
    if (this.#failures < repeatedFailures) return null;
    const seconds = Math.ceil(this.delayMs / 1_000);
    return (
      `the thread of the journey planner ended ${this.#failures} times in a row without planning a journey; it ` +
      `restarts in ${seconds} s, and until then journeys get OVERLOADED: replace the feed if this continues`
    );
  }

  succeeded(): void {
    this.#failures = 0;
  }
}
