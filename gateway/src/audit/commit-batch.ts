import { setImmediate as endOfTurn } from 'node:timers/promises';

/** So many share a sync that with more of them each would hardly be cheaper. */
const enough = 64;
/**
 * Turns of the event loop that brought nothing: then whatever is still being made takes longer than a sync.
 */
const idleTurns = 3;
/** A turn may be long where there is much else to do. */
const longestMs = 10;

/** Entries that are written together. Callers of one group share its promises. */
export class CommitBatch {
  readonly texts: string[] = [];
  /** Whether one of them is a note, which is written even where the journal is full. */
  hasNote = false;
  /** Rejects as soon as nobody should wait any longer, though the entries may still be written. */
  readonly durable: Promise<void>;
  /** Settles with what became of the write, however long that takes. */
  readonly written: Promise<void>;
  #succeed: () => void = () => undefined;
  #giveUp: (error: Error) => void = () => undefined;
  #fail: (error: Error) => void = () => undefined;

  constructor() {
    this.written = new Promise((resolve, reject) => {
      this.#succeed = resolve;
      this.#fail = reject;
    });
    const late = new Promise<never>((_, reject) => {
      this.#giveUp = reject;
    });
    this.durable = Promise.race([this.written, late]);
    // A group of notes alone has no caller for one of them, and one of records alone none for the other.
    for (const promise of [this.written, this.durable]) promise.catch(() => undefined);
  }

  /**
   * Resolves once the group had best be written: at the end of this turn of the event loop or, while more is
   * coming and every few turns bring some of it, up to 10 ms later. A sync takes about the same processor
   * time for one entry as for fifty.
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

  /** The entries are on disk. */
  succeed(): void {
    this.#succeed();
  }

  /** The write takes too long. It may still succeed. */
  giveUp(error: Error): void {
    this.#giveUp(error);
  }

  fail(error: Error): void {
    this.#fail(error);
  }
}
