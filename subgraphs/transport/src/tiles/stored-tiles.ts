import { LRUCache } from 'lru-cache';

/** Maximum bytes of stored tiles; a map shows a few dozen tiles of some 50 kB. */
const storedBytes = 32_000_000;

/** Tiles drawn from the current feeds or snapshots. */
export class StoredTiles {
  #origins: readonly object[] = [];
  readonly #tiles = new LRUCache<string, Buffer>({
    maxSize: storedBytes,
    sizeCalculation: ({ length }) => length + 1,
  });

  /** Drops all tiles if any origin has changed. */
  of(origins: readonly object[]): Pick<LRUCache<string, Buffer>, 'get' | 'set'> {
    const isSame =
      origins.length === this.#origins.length &&
      origins.every((origin, index) => origin === this.#origins[index]);
    if (!isSame) this.#tiles.clear();
    this.#origins = origins;
    return this.#tiles;
  }
}
