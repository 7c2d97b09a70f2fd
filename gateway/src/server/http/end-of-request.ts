import type { ServerResponse } from 'node:http';
import type { CancellationToken } from '../../lib/cancellation.ts';

/**
 * Cancellation of one answer: its deadline has passed, or its clients have left. It is polled: a timer, a
 * listener and an `AbortSignal` per request cost a tenth of a small one.
 */
export class RequestEnd implements CancellationToken {
  readonly #deadline: number;
  readonly #responses: ServerResponse[];

  constructor(response: ServerResponse, deadlineMs: number) {
    this.#deadline = performance.now() + deadlineMs;
    this.#responses = [response];
  }

  /** Adds a request that waits for the same answer. */
  join(response: ServerResponse): void {
    this.#responses.push(response);
  }

  get remainingMs(): number {
    return this.#deadline - performance.now();
  }

  get aborted(): boolean {
    return this.remainingMs <= 0 || this.isAbandoned;
  }

  get isAbandoned(): boolean {
    return this.#responses.every(isGone);
  }
}

function isGone(response: ServerResponse): boolean {
  return response.closed && !response.writableFinished;
}
