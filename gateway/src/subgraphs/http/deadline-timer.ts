import type { CancellationToken } from '../../lib/cancellation.ts';

export interface Abortable {
  readonly signal: CancellationToken;
  /** When it ends whatever the signal says, by the clock of `performance.now()`. */
  readonly endsAt: number;
  /** Where the watch keeps it, for the watch alone to change; `notWatched` at first. */
  watchedAt: number;
  /** Called once at most; takes the call off the watch itself. */
  abort(): void;
}

/** Of what is on no watch. */
export const notWatched = -1;

/** How late a deadline may be noticed. */
const periodMs = 10;

/**
 * Ends calls whose signal has aborted, or whose time is up. One timer looks at all of them, while there are
 * any: a listener on each signal, added and taken off again, costs a tenth of a whole call.
 *
 * In an array, not in a `Set`: a `Set` from which as much is deleted as is added lays out a new table again
 * and again, V8 chains each to the next, and whatever a table held lives until the next full collection; that
 * is every request.
 */
export class DeadlineTimer {
  readonly #calls: Abortable[] = [];
  #timer: NodeJS.Timeout | undefined;

  add(call: Abortable): void {
    if (call.watchedAt !== notWatched) return;
    call.watchedAt = this.#calls.push(call) - 1;
    this.#timer ??= setInterval(() => this.#look(), periodMs).unref();
  }

  /** The last one takes its place. */
  delete(call: Abortable): void {
    if (call.watchedAt === notWatched) return;
    const last = this.#calls.pop();
    if (last !== undefined && last !== call) {
      this.#calls[call.watchedAt] = last;
      last.watchedAt = call.watchedAt;
    }
    call.watchedAt = notWatched;
  }

  #look(): void {
    const now = performance.now();
    // From the end: whoever is moved by one that goes was looked at before.
    for (let at = this.#calls.length - 1; at >= 0; at -= 1) {
      const call = this.#calls[at];
      if (call !== undefined && (now >= call.endsAt || call.signal.aborted)) call.abort();
    }
    if (this.#calls.length > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
