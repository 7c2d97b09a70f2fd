import type { ErrorCode } from '@civic-graph/errors';

/** One executed fetch of a plan. Times in milliseconds. */
export interface TracedFetch {
  readonly subgraph: string;
  /** Since execution began. */
  readonly startMs: number;
  readonly ms: number;
  /** Number of entities requested; 0 for root fields. */
  readonly entities: number;
  /** Number of cached entities; all root fields of a fetch count as one. */
  readonly kept: number;
  /** `kept`: served from the cache, without a call. */
  readonly outcome: 'ok' | 'kept' | ErrorCode;
}

/** A fetch in progress. */
export interface TracedCall {
  /** Receives the number of cached entities. */
  addKept(parts: number): void;
  end(failure: ErrorCode | null): void;
}

/** Collected if the caller requests it. */
export class FetchTrace {
  readonly #began = performance.now();
  readonly #fetches: TracedFetch[] = [];

  begin(subgraph: string, entities: number): TracedCall {
    const startMs = this.#sinceBeginning();
    let kept = 0;
    return {
      addKept: (parts) => {
        kept += parts;
      },
      end: (failure) => {
        const ms = round(this.#sinceBeginning() - startMs);
        const outcome = failure ?? (kept === Math.max(1, entities) ? 'kept' : 'ok');
        this.#fetches.push({ subgraph, startMs: round(startMs), ms, entities, kept, outcome });
      },
    };
  }

  /** The fetches so far, in the order in which they ended. */
  report(): { readonly totalMs: number; readonly fetches: readonly TracedFetch[] } {
    return { totalMs: round(this.#sinceBeginning()), fetches: this.#fetches };
  }

  #sinceBeginning(): number {
    return performance.now() - this.#began;
  }
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}
