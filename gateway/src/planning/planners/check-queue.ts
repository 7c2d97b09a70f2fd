/** Characters of an operation from which on checking its plan takes tens of milliseconds. */
const largeCharacters = 2_000;

/**
 * Checks the plans of large operations one per event loop iteration, so that several plans which arrive
 * together do not block other requests for the sum of their checks.
 */
export class CheckQueue {
  #last: Promise<void> = Promise.resolve();

  /** Await before the check. Small operations do not wait. */
  async enter(operation: string): Promise<void> {
    if (operation.length < largeCharacters) return;
    this.#last = this.#last.then(nextIteration);
    await this.#last;
  }
}

function nextIteration(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
