import { setImmediate } from 'node:timers/promises';

/** Gives each event loop iteration to one caller, so that long conversions do not add up. */
export class TurnQueue {
  #last: Promise<void> = Promise.resolve();

  /** Resolves in a turn of its own. */
  next(): Promise<void> {
    this.#last = this.#last.then(() => setImmediate());
    return this.#last;
  }
}
