import { subgraphOf } from './tag.ts';

/** Tags of each subgraph that are remembered one by one. */
export const rememberedTags = 10_000;

/** A log as it is handed over. */
export interface Invalidations {
  /** Of the last one. */
  readonly latest: number;
  readonly tags: readonly (readonly [tag: string, moment: number])[];
  /**
   * What a subgraph was asked for before such a moment may be stale by a tag that is no longer remembered.
   */
  readonly floors: readonly (readonly [subgraph: string, moment: number])[];
}

/**
 * When each tag was last invalidated. An answer is stale where one of its tags was invalidated after the
 * moment at which its fetch began: so an answer that was on its way while its entity changed is stale as
 * well.
 *
 * Nothing is searched for and deleted. A stale answer is passed over when it is found, and pushed out by
 * others. What is remembered is bounded for each subgraph: one that invalidates more than that loses answers
 * of its own and no others.
 */
export class InvalidationLog {
  readonly #moments = new Map<string, number>();
  /** Tags of each subgraph, the one that was recorded first in front. */
  readonly #remembered = new Map<string, Set<string>>();
  readonly #floors = new Map<string, number>();
  readonly #capacity: number;
  #latest: number = 0;

  constructor(capacity = rememberedTags) {
    this.#capacity = capacity;
  }

  get latest(): number {
    return this.#latest;
  }

  record(tags: readonly string[], moment: number): void {
    for (const tag of tags) this.#record(tag, moment);
    this.#latest = Math.max(this.#latest, moment);
  }

  load({ latest, tags, floors }: Invalidations): void {
    // In the order of the moments, so that the oldest is the first to be forgotten.
    for (const [tag, moment] of tags.toSorted(([, one], [, other]) => one - other)) this.#record(tag, moment);
    for (const [subgraph, moment] of floors) this.#raiseFloor(subgraph, moment);
    this.#latest = Math.max(this.#latest, latest);
  }

  /** The last moment at which one of the tags was invalidated. */
  lastOf(tags: readonly string[]): number {
    let last = 0;
    if (this.#latest === 0) return last;
    for (const tag of tags) last = Math.max(last, this.#moments.get(tag) ?? 0);
    if (this.#floors.size === 0) return last;
    for (const tag of tags) last = Math.max(last, this.#floors.get(subgraphOf(tag)) ?? 0);
    return last;
  }

  clear(): void {
    this.#moments.clear();
    this.#remembered.clear();
    this.#floors.clear();
    this.#latest = 0;
  }

  #record(tag: string, moment: number): void {
    const subgraph = subgraphOf(tag);
    const remembered = this.#remembered.get(subgraph) ?? new Set();
    this.#remembered.set(subgraph, remembered);
    remembered.delete(tag);
    remembered.add(tag);
    this.#moments.set(tag, Math.max(this.#moments.get(tag) ?? 0, moment));
    if (remembered.size <= this.#capacity) return;
    const [oldest = tag] = remembered;
    this.#raiseFloor(subgraph, this.#moments.get(oldest) ?? 0);
    remembered.delete(oldest);
    this.#moments.delete(oldest);
  }

  #raiseFloor(subgraph: string, moment: number): void {
    this.#floors.set(subgraph, Math.max(this.#floors.get(subgraph) ?? 0, moment));
  }
}
