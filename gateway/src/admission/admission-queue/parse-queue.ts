import { PublicError } from '@civic-graph/errors';
import type { CancellationToken } from '../../lib/cancellation.ts';
import { FairQueue } from '../../lib/fair-queue.ts';

/** Work on less is done in two milliseconds or so. */
const largeCharacters = 2_000;
/** With more of one caller, the last of them would wait for longer than anybody does. */
const mostWaiting = { callers: 256, ofCaller: 32 };
const later = { extensions: { retryAfter: 1 } };

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
  readonly end: CancellationToken;
  timer: NodeJS.Timeout | undefined;
}

/**
 * New documents that are large, one after the other. To check one against the schema and to prepare it takes
 * this process some 40 ms; several that come together would all be worked on in one turn of the event loop,
 * before anybody else is answered. So between two of them, and between the steps of one, at least one whole
 * turn passes. Small ones, and those that were prepared before, have nothing to do with it.
 */
export class ParseQueue {
  readonly #queue = new FairQueue<Waiting>(mostWaiting);
  readonly #steps: (() => void)[] = [];
  readonly #waitMs: number;
  #isTaken = false;

  /** @param waitMs longest that a document waits for those that came before it */
  constructor(waitMs: number) {
    this.#waitMs = waitMs;
  }

  /**
   * To be awaited before anything is done for a document that was not seen before, or not for such variables
   * and rights.
   *
   * @param caller in whose name it waits: many of one keep another one waiting for one of them
   * @throws PublicError OVERLOADED where its turn did not come in time, or too many wait
   */
  async enter(characters: number, caller: string, end: CancellationToken): Promise<void> {
    if (isLarge(characters)) await this.#turnOf(caller, end);
  }

  /** To be awaited before each further step: what was begun is finished before the next one enters. */
  async step(characters: number): Promise<void> {
    if (!isLarge(characters)) return;
    await new Promise<void>((resolve) => {
      this.#steps.push(resolve);
      this.#next();
    });
  }

  #turnOf(caller: string, end: CancellationToken): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { resolve, reject, end, timer: undefined };
      if (!this.#queue.push(caller, waiting)) return reject(overloaded());
      waiting.timer = setTimeout(() => {
        if (this.#queue.remove(caller, waiting)) reject(overloaded());
      }, this.#waitMs).unref();
      this.#next();
    });
  }

  #next(): void {
    if (this.#isTaken) return;
    const begin = this.#steps.shift() ?? this.#entering();
    if (begin === undefined) return;
    this.#isTaken = true;
    begin();
    // The rest of this turn, and a whole one.
    setImmediate(() => {
      setImmediate(() => {
        this.#isTaken = false;
        this.#next();
      });
    });
  }

  /** The next one for whom somebody still waits. */
  #entering(): (() => void) | undefined {
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      clearTimeout(next.timer);
      if (!next.end.aborted) return next.resolve;
      next.reject(overloaded());
    }
    return undefined;
  }
}

/** Whether a document of this many characters is queued. */
export function isLarge(characters: number): boolean {
  return characters > largeCharacters;
}

function overloaded(): PublicError {
  return new PublicError('OVERLOADED', undefined, later);
}
