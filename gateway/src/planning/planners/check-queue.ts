/** Characters of an operation from which on checking its plan takes tens of milliseconds. */
const largeCharacters = 2_000;

/**
 * Lets the plans of large operations be checked one per turn of the event loop, so that several plans which
 * arrive together do not block other requests for the sum of their checks.
 */
export class CheckQueue {
  #last: Promise<void> = Promise.resolve();

  /** Await before the check. Small operations do not wait. */
  async enter(operation: string): Promise<void> {
    if (operation.length < largeCharacters) return;
    this.#last = this.#last.then(nextTurn);
    await this.#last;
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
