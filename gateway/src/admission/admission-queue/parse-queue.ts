import { PublicError } from '@civic-graph/errors';
import type { CancellationToken } from '../../lib/cancellation.ts';
import { FairQueue } from '../../lib/fair-queue.ts';

/** Documents up to this length take about two milliseconds, and skip the queue. */
const largeCharacters = 2_000;
/** Bounds how long the last document of one caller waits. */
const maxWaiting = { callers: 256, ofCaller: 32 };
const retryLater = { extensions: { retryAfter: 1 } };

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
  readonly end: CancellationToken;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Admits large unseen documents one at a time, with a whole event loop iteration between their steps: each
 * blocks this process for some 40 ms.
 */
export class ParseQueue {
  readonly #queue = new FairQueue<Waiting>(maxWaiting);
  readonly #steps: (() => void)[] = [];
  readonly #waitMs: number;
  #isTaken = false;

  /** @param waitMs longest wait of a document, in milliseconds */
  constructor(waitMs: number) {
    this.#waitMs = waitMs;
  }

  /**
   * Waits before the first step on an unseen document, or on one with new variables or rights.
   * @param caller the name to wait under; one caller's documents delay another's by one at most
   * @throws PublicError OVERLOADED if the wait or the queue is too long
   */
  async enter(characters: number, caller: string, end: CancellationToken): Promise<void> {
    if (isLarge(characters)) await this.#waitInQueue(caller, end);
  }

  /** Waits before each further step; documents in progress finish before new ones enter. */
  async step(characters: number): Promise<void> {
    if (!isLarge(characters)) return;
    await new Promise<void>((resolve) => {
      this.#steps.push(resolve);
      this.#next();
    });
  }

  #waitInQueue(caller: string, end: CancellationToken): Promise<void> {
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
    // Let other requests run for the rest of this event loop iteration and a whole further one.
    setImmediate(() => {
      setImmediate(() => {
        this.#isTaken = false;
        this.#next();
      });
    });
  }

  /** The next document that a caller still waits for. */
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
  return new PublicError('OVERLOADED', undefined, retryLater);
}
