import { LRUCache } from 'lru-cache';

/** Times of more askers than this are forgotten, those that asked longest ago first. */
const askersKept = 10_000;
/** What somebody has taken is held against him for so long. */
const rememberedMs = 60_000;

/**
 * Whose turn it is: of those who wait, whoever has taken least of late. A hundred operations of one asker that take half a
 * second each hold up those that come after them from him, and nobody else.
 */
export class FairQueue<Item> {
  /** In the order in which they came, for each who waits. */
  readonly #waiting = new Map<string, Item[]>();
  readonly #taken: LRUCache<string, number>;

  constructor() {
    this.#taken = new LRUCache({ max: askersKept, ttl: rememberedMs, noUpdateTTL: true });
  }

  push(asker: string, item: Item): void {
    const own = this.#waiting.get(asker);
    if (own === undefined) this.#waiting.set(asker, [item]);
    else own.push(item);
  }

  /** Takes the next one out. @param mayBe whose turn it may be at all */
  shift(mayBe: (asker: string) => boolean = () => true): Item | undefined {
    let next: { readonly asker: string; readonly own: Item[] } | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const [asker, own] of this.#waiting) {
      const taken = this.takenMs(asker);
      if (taken >= least || !mayBe(asker)) continue;
      least = taken;
      next = { asker, own };
    }
    if (next === undefined) return undefined;
    const { asker, own } = next;
    const item = own.shift();
    // Whoever still waits comes after others who have taken as much.
    this.#waiting.delete(asker);
    if (own.length > 0) this.#waiting.set(asker, own);
    return item;
  }

  /** @returns whether it still waited */
  remove(asker: string, item: Item): boolean {
    const own = this.#waiting.get(asker);
    const at = own?.indexOf(item) ?? -1;
    if (own === undefined || at === -1) return false;
    own.splice(at, 1);
    if (own.length === 0) this.#waiting.delete(asker);
    return true;
  }

  took(asker: string, ms: number): void {
    this.#taken.set(asker, this.takenMs(asker) + ms);
  }

  /** Of late. */
  takenMs(asker: string): number {
    return this.#taken.get(asker) ?? 0;
  }
}
