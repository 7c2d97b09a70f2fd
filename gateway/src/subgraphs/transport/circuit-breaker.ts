import type { SubgraphSettings } from './subgraph-settings.ts';

/** What a call says of the subgraph; `unknown` where it was given up before one could tell. */
export type CallVerdict = 'served' | 'failed' | 'unknown';

export type BreakerState =
  | { readonly kind: 'closed' }
  | { readonly kind: 'open'; readonly until: number }
  /** One call is on its way to see whether the subgraph is back; the others are refused meanwhile. */
  | { readonly kind: 'probing' };

export type BreakerOptions = Pick<SubgraphSettings, 'breakerFailures' | 'breakerOpenMs'> & {
  readonly onChange?: ((kind: BreakerState['kind']) => void) | undefined;
};

export type Admission = 'call' | 'probe' | 'refused';

const closed: BreakerState = { kind: 'closed' };
const probing: BreakerState = { kind: 'probing' };

/**
 * Spares a subgraph that is down its callers, and the callers their wait.
 *
 * It opens after so many failures in a row, not at a share of them: while some calls are served, to refuse
 * all would take away more than the failures do. No library, because cockatiel's lets calls wait for the
 * probe, which takes a whole deadline where a subgraph hangs, and opossum's wraps each call in a promise and
 * a timer.
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

  /** Whether a call may go out now. Each that may has to be settled, with the same word. */
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
      // Whoever has served a call serves calls, also one that went out before the breaker opened.
      if (this.#state.kind !== 'closed') this.#become(closed);
    } else if (admission === 'probe') {
      // Of a probe that nobody waited for nothing is known: the next call is one.
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
