/** Tags that are remembered one by one. */
export const rememberedTags = 10_000;

/**
 * When each tag was last invalidated. An answer is stale where one of its tags was invalidated after the moment at
 * which its fetch began: so an answer that was on its way while its entity changed is stale as well.
 *
 * Nothing is searched for and deleted. A stale answer is passed over when it is found, and pushed out by others.
 */
export class InvalidationLog {
  readonly #moments = new Map<string, number>();
  readonly #capacity: number;
  /** What was fetched before it may be stale by a tag that is no longer remembered. */
  #floor: number = 0;
  #latest: number = 0;

  constructor(capacity = rememberedTags) {
    this.#capacity = capacity;
  }

  get latest(): number {
    return this.#latest;
  }

  record(tags: readonly string[], moment: number): void {
    for (const tag of tags) {
      const known = this.#moments.get(tag) ?? 0;
      // In the order of the moments, so that the first is the oldest.
      this.#moments.delete(tag);
      this.#moments.set(tag, Math.max(known, moment));
    }
    this.#latest = Math.max(this.#latest, moment);
    for (const [tag, oldest] of this.#moments) {
      if (this.#moments.size <= this.#capacity) break;
      this.#moments.delete(tag);
      this.#floor = Math.max(this.#floor, oldest);
    }
  }

  /** Takes over a whole log, the oldest first. One that is full may have lost tags before its oldest. */
  load(log: readonly (readonly [tag: string, moment: number])[]): void {
    for (const [tag, moment] of log) this.record([tag], moment);
    if (log.length >= this.#capacity) this.#floor = Math.max(this.#floor, log[0]?.[1] ?? 0);
  }

  /** The last moment at which one of the tags was invalidated. */
  lastOf(tags: readonly string[]): number {
    let last = this.#floor;
    if (this.#moments.size === 0) return last;
    for (const tag of tags) last = Math.max(last, this.#moments.get(tag) ?? 0);
    return last;
  }

  clear(): void {
    this.#moments.clear();
    this.#floor = 0;
    this.#latest = 0;
  }
}
