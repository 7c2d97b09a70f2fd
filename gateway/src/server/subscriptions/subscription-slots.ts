import type { Principal } from '@civic-graph/policy';
import { callerName } from '../../admission/rate-limiting/caller-name.ts';

export interface SlotLimits {
  readonly max: number;
  /** Limit for one caller with a token. */
  readonly perCaller: number;
  /**
   * Limit for all callers without a token of one network: many people may share it, but it must not use every
   * slot.
   */
  readonly perNetwork: number;
}

/**
 * Limits open subscriptions, or WebSockets, for the gateway and per caller. Callers without a token get at
 * most half, so that a caller with one always has room.
 */
export class SubscriptionSlots {
  readonly #limits: SlotLimits;
  readonly #taken = new Map<string, number>();
  #open = 0;
  #anonymous = 0;

  constructor(limits: SlotLimits) {
    this.#limits = limits;
  }

  /** @returns releases the slot, or `null` if there is none left */
  take(principal: Principal, network: string): (() => void) | null {
    const isAnonymous = principal.kind === 'anonymous';
    const caller = callerName(principal, network);
    const taken = this.#taken.get(caller) ?? 0;
    const { max, perCaller, perNetwork } = this.#limits;
    if (this.#open >= max || taken >= (isAnonymous ? perNetwork : perCaller)) return null;
    if (isAnonymous && this.#anonymous >= Math.ceil(max / 2)) return null;
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
