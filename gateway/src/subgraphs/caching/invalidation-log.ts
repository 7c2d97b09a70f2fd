import { subgraphOf } from './tag.ts';

/** Tags remembered per subgraph. */
export const rememberedTags = 10_000;

/** A log in transfer format. */
export interface Invalidations {
  /** Number of the last invalidation. */
  readonly latest: number;
  readonly tags: readonly (readonly [tag: string, epoch: number])[];
  /** Responses of a subgraph from before this epoch may be stale by a dropped tag. */
  readonly floors: readonly (readonly [subgraph: string, epoch: number])[];
}

/**
 * Time of each tag's last invalidation. A response is stale if a tag was invalidated after its fetch began;
 * stale entries are skipped and evicted later. The log is bounded per subgraph, so that one agency's
 * invalidations cost no other's responses.
 */
export class InvalidationLog {
  readonly #epochs = new Map<string, number>();
  /** Tags of each subgraph, oldest first. */
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

  record(tags: readonly string[], epoch: number): void {
    for (const tag of tags) this.#record(tag, epoch);
    this.#latest = Math.max(this.#latest, epoch);
  }

  load({ latest, tags, floors }: Invalidations): void {
    // In order, so that the oldest is dropped first.
    for (const [tag, epoch] of tags.toSorted(([, one], [, other]) => one - other)) this.#record(tag, epoch);
    for (const [subgraph, epoch] of floors) this.#raiseFloor(subgraph, epoch);
    this.#latest = Math.max(this.#latest, latest);
  }

  /** The last invalidation of any of the tags. */
  lastOf(tags: readonly string[]): number {
    let last = 0;
    if (this.#latest === 0) return last;
    for (const tag of tags) last = Math.max(last, this.#epochs.get(tag) ?? 0);
    if (this.#floors.size === 0) return last;
    for (const tag of tags) last = Math.max(last, this.#floors.get(subgraphOf(tag)) ?? 0);
    return last;
  }

  clear(): void {
    this.#epochs.clear();
    this.#remembered.clear();
    this.#floors.clear();
    this.#latest = 0;
  }

  #record(tag: string, epoch: number): void {
    const subgraph = subgraphOf(tag);
    const remembered = this.#remembered.get(subgraph) ?? new Set();
    this.#remembered.set(subgraph, remembered);
    remembered.delete(tag);
    remembered.add(tag);
    this.#epochs.set(tag, Math.max(this.#epochs.get(tag) ?? 0, epoch));
    if (remembered.size <= this.#capacity) return;
    const [oldest = tag] = remembered;
    this.#raiseFloor(subgraph, this.#epochs.get(oldest) ?? 0);
    remembered.delete(oldest);
    this.#epochs.delete(oldest);
  }

  #raiseFloor(subgraph: string, epoch: number): void {
    this.#floors.set(subgraph, Math.max(this.#floors.get(subgraph) ?? 0, epoch));
  }
}
