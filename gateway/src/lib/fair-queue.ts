import { LRUCache } from 'lru-cache';

/** The gateway's own work, without a waiting caller. */
export const systemCaller = '';

/** Usage of more callers is dropped, least recent first. */
const maxCallers = 10_000;
/** A caller's usage is forgotten this long after its first entry. */
const rememberedMs = 60_000;
/** Bound of the queue: finding the next entry visits all callers. */
export interface FairQueueLimits {
  readonly callers: number;
  readonly ofCaller: number;
}

/**
 * Fair queue: serves the waiting caller with the least recent usage first, so that a hundred slow operations
 * delay only their own caller. The gateway's own work comes first.
 */
export class FairQueue<Item> {
  /** In order of arrival, for each waiting caller. */
  readonly #waiting = new Map<string, Item[]>();
  readonly #taken = new LRUCache<string, number>({ max: maxCallers, ttl: rememberedMs, noUpdateTTL: true });
  readonly #limits: FairQueueLimits;

  constructor(limits: FairQueueLimits) {
    this.#limits = limits;
  }

  /** @returns whether there was room */
  push(caller: string, item: Item): boolean {
    const own = this.#waiting.get(caller);
    const { callers, ofCaller } = this.#limits;
    if (own === undefined ? this.#waiting.size >= callers : own.length >= ofCaller) return false;
    if (own === undefined) this.#waiting.set(caller, [item]);
    else own.push(item);
    return true;
  }

  /**
   * Removes the next entry.
   * @param mayBe whether a caller is eligible at all
   */
  shift(mayBe: (caller: string) => boolean = () => true): Item | undefined {
    let next: { readonly caller: string; readonly own: Item[] } | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const [caller, own] of this.#waiting) {
      const taken = this.takenMs(caller);
      if (taken >= least || !mayBe(caller)) continue;
      least = taken;
      next = { caller, own };
    }
    if (next === undefined) return undefined;
    const { caller, own } = next;
    const item = own.shift();
    // Further entries of this caller follow others with equal usage.
    this.#waiting.delete(caller);
    if (own.length > 0) this.#waiting.set(caller, own);
    return item;
  }

  /** @returns whether it still waited */
  remove(caller: string, item: Item): boolean {
    const own = this.#waiting.get(caller);
    const at = own?.indexOf(item) ?? -1;
    if (own === undefined || at === -1) return false;
    own.splice(at, 1);
    if (own.length === 0) this.#waiting.delete(caller);
    return true;
  }

  took(caller: string, ms: number): void {
    this.#taken.set(caller, this.takenMs(caller) + ms);
  }

  /** Recent usage. */
  takenMs(caller: string): number {
    return caller === systemCaller ? -1 : (this.#taken.get(caller) ?? 0);
  }
}
