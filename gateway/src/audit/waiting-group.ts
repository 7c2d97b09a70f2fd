import { setImmediate as endOfTurn } from 'node:timers/promises';

/** So many share a sync that with more of them each would hardly be cheaper. */
const enough = 64;
/** Turns of the event loop that brought nothing: then whatever is still being made takes longer than a sync. */
const idleTurns = 3;
/** A turn may be long where there is much else to do. */
const longestMs = 10;

/** Entries that are written together, and whoever waits for them: one promise for all. */
export class WaitingGroup {
  readonly texts: string[] = [];
  /** Whether one of them is a note, which is written even where the journal is full. */
  hasNote = false;
  readonly durable: Promise<void>;
  #resolve: () => void = () => undefined;
  #reject: (error: Error) => void = () => undefined;

  constructor() {
    this.durable = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /**
   * Resolves once the group had best be written: at the end of this turn of the event loop or, while more is coming and
   * every few turns bring some of it, up to 10 ms later. A sync takes about the same processor time for one entry as for fifty.
   */
  async gather(isMoreComing: () => boolean): Promise<void> {
    const began = performance.now();
    await endOfTurn();
    for (let idle = 0; idle < idleTurns && this.texts.length < enough && isMoreComing(); ) {
      if (performance.now() - began > longestMs) return;
      const before = this.texts.length;
      await endOfTurn();
      idle = this.texts.length > before ? 0 : idle + 1;
    }
  }

  /** They are on disk. */
  succeed(): void {
    this.#resolve();
  }

  fail(error: Error): void {
    this.#reject(error);
  }
}
