/** Attempts of one query: more failures of other statements during it are not a coincidence. */
const maximumAttempts = 5;

/** Runs statements of an engine. */
export interface StatementGuard {
  /** @param query may run several times */
  read<T>(query: () => Promise<T>): Promise<T>;
  write<T>(statement: () => Promise<T>): Promise<T>;
}

/** For a server, whose statements do not disturb each other. */
export const unguarded: StatementGuard = {
  read: (query) => query(),
  write: (statement) => statement(),
};

/**
 * Keeps foreign output out of results of the embedded ClickHouse (`chdb`), which puts what a failed statement
 * had written before the next result.
 */
export class OutputGuard implements StatementGuard {
  readonly #discard: () => Promise<void>;
  #failures = 0;
  #discarded: Promise<void> = Promise.resolve();

  /** @param discard runs a query whose result is not used */
  constructor(discard: () => Promise<void>) {
    this.#discard = discard;
  }

  /** Runs a query, and again if another statement failed meanwhile. */
  async read<T>(query: () => Promise<T>): Promise<T> {
    for (let attempt = 1; attempt <= maximumAttempts; attempt += 1) {
      await this.#clean();
      const failures = this.#failures;
      try {
        const result = await query();
        if (failures === this.#failures) return result;
      } catch (error) {
        const isOwn = failures === this.#failures;
        this.#failed();
        if (isOwn) throw error;
      }
    }
    throw new Error('other statements failed during each attempt of this query');
  }

  async write<T>(statement: () => Promise<T>): Promise<T> {
    try {
      return await statement();
    } catch (error) {
      this.#failed();
      throw error;
    }
  }

  #failed(): void {
    this.#failures += 1;
    this.#discarded = this.#discarded.then(this.#discard).catch(() => undefined);
  }

  /** Waits until the output of all failed statements is discarded. */
  async #clean(): Promise<void> {
    let seen: Promise<void>;
    do {
      seen = this.#discarded;
      await seen;
    } while (seen !== this.#discarded);
  }
}
