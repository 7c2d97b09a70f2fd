import { LRUCache } from 'lru-cache';

/** The gateway's own work, which no caller waits for. */
export const nobody = '';

/** Times of more callers than this are forgotten, those that came longest ago first. */
const callersKept = 10_000;
/** So long after the first of it, all that somebody has taken since is forgotten at once. */
const rememberedMs = 60_000;
/** How many wait: to find the next one, all callers are looked at. */
export interface FairQueueLimits {
  readonly callers: number;
  readonly ofCaller: number;
}

/**
 * Whose turn it is: of those who wait, whoever has taken least of late. A hundred operations of one caller
 * that take half a second each hold up those that come after them from him, and nobody else. The gateway's
 * own work is little, and comes first.
 */
export class FairQueue<Item> {
  /** In the order in which they came, for each who waits. */
  readonly #waiting = new Map<string, Item[]>();
  readonly #taken = new LRUCache<string, number>({ max: callersKept, ttl: rememberedMs, noUpdateTTL: true });
  readonly #most: FairQueueLimits;

  constructor(most: FairQueueLimits) {
    this.#most = most;
  }

  /** @returns whether there was room */
  push(caller: string, item: Item): boolean {
    const own = this.#waiting.get(caller);
    const { callers, ofCaller } = this.#most;
    if (own === undefined ? this.#waiting.size >= callers : own.length >= ofCaller) return false;
    if (own === undefined) this.#waiting.set(caller, [item]);
    else own.push(item);
    return true;
  }

  /** Takes the next one out. @param mayBe whose turn it may be at all */
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
    // Whoever still waits comes after others who have taken as much.
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

  /** Of late. */
  takenMs(caller: string): number {
    return caller === nobody ? -1 : (this.#taken.get(caller) ?? 0);
  }
}
