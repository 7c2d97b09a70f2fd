import type { ErrorCode } from '@civic-graph/errors';

/** One fetch of a plan, as it went. Times in milliseconds. */
export interface TracedFetch {
  readonly subgraph: string;
  /** Since the operation began to be executed. */
  readonly startMs: number;
  readonly ms: number;
  /** How many were asked for; 0 for root fields. */
  readonly entities: number;
  /** How many of these were kept from before, and not fetched; all root fields of a fetch are one. */
  readonly kept: number;
  /** `kept`: the subgraph was not asked at all. */
  readonly outcome: 'ok' | 'kept' | ErrorCode;
}

/** A fetch that is under way. */
export interface TracedCall {
  /** Told of what is at hand. */
  addKept(parts: number): void;
  end(failure: ErrorCode | null): void;
}

/** Kept for one request, where its caller has asked for it. */
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

  /** The whole of it so far, and each call in the order in which they ended. */
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
