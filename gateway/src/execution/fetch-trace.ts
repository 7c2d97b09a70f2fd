import type { ErrorCode } from '@civic-graph/errors';

/** One call of a plan to a subgraph, as it went. Times in milliseconds. */
export interface TracedFetch {
  readonly subgraph: string;
  /** Since the operation began to be executed. */
  readonly startMs: number;
  readonly ms: number;
  /** How many were asked for; 0 for root fields. */
  readonly entities: number;
  readonly outcome: 'ok' | ErrorCode;
}

/** Kept for one request, where its caller has asked for it. */
export class FetchTrace {
  readonly #began = performance.now();
  readonly #fetches: TracedFetch[] = [];

  now(): number {
    return performance.now() - this.#began;
  }

  add(fetch: Omit<TracedFetch, 'ms'>): void {
    this.#fetches.push({ ...fetch, startMs: round(fetch.startMs), ms: round(this.now() - fetch.startMs) });
  }

  /** The whole of it so far, and each call in the order in which they ended. */
  report(): { readonly totalMs: number; readonly fetches: readonly TracedFetch[] } {
    return { totalMs: round(this.now()), fetches: this.#fetches };
  }
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}
