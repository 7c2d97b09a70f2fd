import type { SubgraphSettings } from './subgraph-settings.ts';

/** A call's outcome for the breaker; `unknown` if it was cancelled early. */
export type CallVerdict = 'served' | 'failed' | 'unknown';

export type BreakerState =
  | { readonly kind: 'closed' }
  | { readonly kind: 'open'; readonly until: number }
  /** One probe is in flight; other calls are refused meanwhile. */
  | { readonly kind: 'probing' };

export type BreakerOptions = Pick<SubgraphSettings, 'breakerFailures' | 'breakerOpenMs'> & {
  readonly onChange?: ((kind: BreakerState['kind']) => void) | undefined;
};

export type Admission = 'call' | 'probe' | 'refused';

const closed: BreakerState = { kind: 'closed' };
const probing: BreakerState = { kind: 'probing' };

/**
 * Circuit breaker that opens after consecutive failures, not at a failure rate: while some calls succeed,
 * refusing all would do more harm. No library: cockatiel's callers wait for the probe, and opossum's wraps
 * each call in a promise and a timer.
 */
export class CircuitBreaker {
  readonly #options: BreakerOptions;
  #state: BreakerState = closed;
  #failures = 0;

  constructor(options: BreakerOptions) {
    this.#options = options;
  }

  get state(): BreakerState {
    return this.#state;
  }

  /** Whether a call may be sent; each admitted call must be settled with the returned state. */
  admit(now: number): Admission {
    const state = this.#state;
    if (state.kind === 'closed') return 'call';
    if (state.kind === 'probing' || now < state.until) return 'refused';
    this.#become(probing);
    return 'probe';
  }

  settle(admission: Exclude<Admission, 'refused'>, verdict: CallVerdict, now: number): void {
    if (verdict === 'served') {
      this.#failures = 0;
      // Any successful call proves the subgraph is back, also one from before the breaker opened.
      if (this.#state.kind !== 'closed') this.#become(closed);
    } else if (admission === 'probe') {
      // A cancelled probe has no outcome: the next call is the probe.
      this.#open(verdict === 'unknown' ? now : now + this.#options.breakerOpenMs);
    } else if (verdict === 'failed') {
      this.#failures += 1;
      const isEnough = this.#state.kind === 'closed' && this.#failures >= this.#options.breakerFailures;
      if (isEnough) this.#open(now + this.#options.breakerOpenMs);
    }
  }

  #open(until: number): void {
    this.#become({ kind: 'open', until });
  }

  #become(state: BreakerState): void {
    this.#state = state;
    this.#options.onChange?.(state.kind);
  }
}
