import type { CallEnd } from '../execution/subgraph-port.ts';

export interface Abortable {
  readonly signal: CallEnd;
  /** When it ends whatever the signal says, by the clock of `performance.now()`. */
  readonly endsAt: number;
  /** Called once at most; takes the call off the watch itself. */
  abort(): void;
}

/** How late a deadline may be noticed. */
const periodMs = 10;

/**
 * Ends calls whose signal has aborted, or whose time is up. One timer looks at all of them, while there are any: a listener on each signal,
 * added and taken off again, costs a tenth of a whole call.
 */
export class AbortWatch {
  readonly #calls = new Set<Abortable>();
  #timer: NodeJS.Timeout | undefined;

  add(call: Abortable): void {
    this.#calls.add(call);
    this.#timer ??= setInterval(() => this.#look(), periodMs).unref();
  }

  delete(call: Abortable): void {
    this.#calls.delete(call);
  }

  #look(): void {
    const now = performance.now();
    for (const call of this.#calls) if (now >= call.endsAt || call.signal.aborted) call.abort();
    if (this.#calls.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
