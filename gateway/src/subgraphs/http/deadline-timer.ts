import type { CancellationToken } from '../../lib/cancellation.ts';

export interface Abortable {
  readonly signal: CancellationToken;
  /** Deadline by the clock of `performance.now()`, independent of the signal. */
  readonly endsAt: number;
  /** The timer's position of the call, which only the timer may change; initially `unscheduled`. */
  scheduledAt: number;
  /** Called at most once; removes the call from the timer. */
  abort(): void;
}

/** Position of a call without a timer. */
export const unscheduled = -1;

/** How late a deadline may be noticed. */
const periodMs = 10;

/**
 * Ends calls that are aborted or past their deadline with one shared timer: a listener per signal costs a
 * tenth of a call. An array, because a `Set` under churn retains old tables and every request with them until
 * a full collection.
 */
export class DeadlineTimer {
  readonly #calls: Abortable[] = [];
  #timer: NodeJS.Timeout | undefined;

  add(call: Abortable): void {
    if (call.scheduledAt !== unscheduled) return;
    call.scheduledAt = this.#calls.push(call) - 1;
    this.#timer ??= setInterval(() => this.#scan(), periodMs).unref();
  }

  /** The last one takes its place. */
  delete(call: Abortable): void {
    if (call.scheduledAt === unscheduled) return;
    const last = this.#calls.pop();
    if (last !== undefined && last !== call) {
      this.#calls[call.scheduledAt] = last;
      last.scheduledAt = call.scheduledAt;
    }
    call.scheduledAt = unscheduled;
  }

  #scan(): void {
    const now = performance.now();
    // Backwards, because a removal only moves calls that were already visited.
    for (let at = this.#calls.length - 1; at >= 0; at -= 1) {
      const call = this.#calls[at];
      if (call !== undefined && (now >= call.endsAt || call.signal.aborted)) call.abort();
    }
    if (this.#calls.length > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
