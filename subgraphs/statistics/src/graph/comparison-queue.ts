import { PublicError } from '@civic-graph/errors';

/** More would wait longer than a gateway does. */
const maximumWaiting = 4;

/** Runs comparisons of releases one at a time, because each reads and groups two whole releases. */
export class ComparisonQueue {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** @throws PublicError OVERLOADED */
  async run<T>(comparison: () => Promise<T>): Promise<T> {
    if (this.#waiting > maximumWaiting) {
      throw new PublicError('OVERLOADED', undefined, { extensions: { retryAfter: 5 } });
    }
    this.#waiting += 1;
    const own = this.#last.then(comparison);
    this.#last = own.catch(() => undefined);
    return own.finally(() => {
      this.#waiting -= 1;
    });
  }
}
