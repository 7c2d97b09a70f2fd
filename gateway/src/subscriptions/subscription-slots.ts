import type { Principal } from '@civic-graph/policy';

/**
 * How many subscriptions may be open, for the whole gateway and for each caller. Callers without a token are one caller
 * together, who never gets more than half: whoever has a token can always come in.
 */
export class SubscriptionSlots {
  readonly #max: number;
  readonly #maxPerCaller: number;
  readonly #taken = new Map<string, number>();
  #open = 0;

  constructor(max: number, maxPerCaller: number) {
    this.#max = max;
    this.#maxPerCaller = maxPerCaller;
  }

  /** @returns gives it back, or `null` where there is none left */
  take(principal: Principal): (() => void) | null {
    const caller = callerOf(principal);
    const taken = this.#taken.get(caller) ?? 0;
    const most = principal.kind === 'anonymous' ? Math.ceil(this.#max / 2) : this.#maxPerCaller;
    if (this.#open >= this.#max || taken >= most) return null;
    this.#open += 1;
    this.#taken.set(caller, taken + 1);
    return () => {
      this.#open -= 1;
      const left = (this.#taken.get(caller) ?? 0) - 1;
      if (left > 0) this.#taken.set(caller, left);
      else this.#taken.delete(caller);
    };
  }
}

function callerOf(principal: Principal): string {
  switch (principal.kind) {
    case 'anonymous':
      return '';
    case 'app':
      return principal.clientId;
    default:
      return `${principal.clientId}\n${principal.subject}`;
  }
}
