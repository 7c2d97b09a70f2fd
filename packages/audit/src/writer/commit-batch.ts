import { setImmediate as endOfIteration } from 'node:timers/promises';

/** A larger batch would hardly reduce the cost per sync. */
const fullBatch = 64;
/** Event loop iterations without a new entry: anything still in progress takes longer than a sync. */
const idleIterations = 3;
/** An iteration may take long on a busy process. */
const longestMs = 10;

/** Entries that are written together. Callers of one batch share its promises. */
export class CommitBatch {
  readonly texts: string[] = [];
  /** Whether it contains a note, which is written even if the journal is full. */
  hasNote = false;
  /** Rejects once callers should stop waiting, although the entries may still be written. */
  readonly durable: Promise<void>;
  /** Settles with the outcome of the write, however long that takes. */
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
    // Only one of the two promises may have a caller.
    for (const promise of [this.written, this.durable]) promise.catch(() => undefined);
  }

  /**
   * Resolves when the batch should be written: at the end of this event loop iteration or, while more entries
   * arrive, up to 10 ms later, because a sync costs the same for one entry as for fifty.
   */
  async gather(isMoreComing: () => boolean): Promise<void> {
    const began = performance.now();
    await endOfIteration();
    for (let idle = 0; idle < idleIterations && this.texts.length < fullBatch && isMoreComing(); ) {
      if (performance.now() - began > longestMs) return;
      const before = this.texts.length;
      await endOfIteration();
      idle = this.texts.length > before ? 0 : idle + 1;
    }
  }

  /** The entries are on disk. */
  succeed(): void {
    this.#succeed();
  }

  /** The write takes too long, and may still succeed. */
  giveUp(error: Error): void {
    this.#giveUp(error);
  }

  fail(error: Error): void {
    this.#fail(error);
  }
}
