import type { Principal } from '@civic-graph/policy';
import { callerName } from '../../admission/rate-limiting/caller-name.ts';

export interface SlotLimits {
  readonly most: number;
  /** For one that shows a token. */
  readonly perCaller: number;
  /**
   * For all together that show none, from one network: many people may be behind it, but it must not be
   * everybody's.
   */
  readonly perNetwork: number;
}

/**
 * How many subscriptions, or WebSockets, may be open, for the whole gateway and for each caller. Those
 * without a token never have more than half, all together: whoever has a token can always come in.
 */
export class SubscriptionSlots {
  readonly #limits: SlotLimits;
  readonly #taken = new Map<string, number>();
  #open = 0;
  #anonymous = 0;

  constructor(limits: SlotLimits) {
    this.#limits = limits;
  }

  /** @returns gives it back, or `null` where there is none left */
  take(principal: Principal, network: string): (() => void) | null {
    const isAnonymous = principal.kind === 'anonymous';
    const caller = callerName(principal, network);
    const taken = this.#taken.get(caller) ?? 0;
    const { most, perCaller, perNetwork } = this.#limits;
    if (this.#open >= most || taken >= (isAnonymous ? perNetwork : perCaller)) return null;
    if (isAnonymous && this.#anonymous >= Math.ceil(most / 2)) return null;
    const count = isAnonymous ? 1 : 0;
    this.#open += 1;
    this.#anonymous += count;
    this.#taken.set(caller, taken + 1);
    return () => {
      this.#open -= 1;
      this.#anonymous -= count;
      const left = (this.#taken.get(caller) ?? 0) - 1;
      if (left > 0) this.#taken.set(caller, left);
      else this.#taken.delete(caller);
    };
  }
}
