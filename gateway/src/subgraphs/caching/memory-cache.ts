import { LRUCache } from 'lru-cache';
import type {
  AnswerCache,
  CachedResponse,
  CachedResponses,
  CacheEpoch,
  ResponseToCache,
} from './answer-cache.ts';
import { InvalidationLog } from './invalidation-log.ts';

export interface MemoryCacheOptions {
  /** Maximum size of keys and responses together; least recently used entries are evicted. */
  readonly maxBytes: number;
  readonly now?: () => number;
}

interface Entry extends CachedResponse {
  /** Its fetch's position in the order of invalidations. */
  readonly epoch: number;
}

/** Approximate overhead of an entry besides its text. */
const entryBytes = 300;

/** Responses in this process's memory; invalidations stay in this process. */
export class MemoryCache implements AnswerCache {
  readonly #entries: LRUCache<string, Entry>;
  readonly #now: () => number;
  readonly log = new InvalidationLog();
  #session = 0;

  constructor({ maxBytes, now = Date.now }: MemoryCacheOptions) {
    this.#now = now;
    this.#entries = new LRUCache({
      maxSize: maxBytes,
      // One response must not evict everything else.
      maxEntrySize: Math.ceil(maxBytes / 16),
      sizeCalculation: bytesOf,
    });
  }

  epoch(): CacheEpoch {
    return { session: this.#session, at: this.log.latest };
  }

  get(keys: readonly string[], tags: readonly string[]): CachedResponses {
    const changed = this.log.lastOf(tags);
    return keys.map((key) => this.find(key, changed));
  }

  /** @param changed last invalidation of the selection */
  find(key: string, changed: number): CachedResponse | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    const isFresh =
      entry.expiresAt > this.#now() &&
      entry.epoch >= changed &&
      (entry.epoch >= this.log.latest || entry.epoch >= this.log.lastOf(entry.tags));
    if (isFresh) return entry;
    this.#entries.delete(key);
    return undefined;
  }

  /** Whether the epoch belongs to the current order of invalidations. */
  isCurrent(epoch: CacheEpoch | null): epoch is CacheEpoch {
    return epoch?.session === this.#session;
  }

  set(epoch: CacheEpoch | null, answers: readonly ResponseToCache[]): void {
    if (!this.isCurrent(epoch)) return;
    for (const { key, text, expiresAt, tags } of answers) {
      this.#entries.set(key, { text, expiresAt, tags, epoch: epoch.at });
    }
  }

  async invalidate(tags: readonly string[]): Promise<void> {
    this.log.record(tags, this.log.latest + 1);
  }

  get bytes(): number {
    return this.#entries.calculatedSize;
  }

  clear(): void {
    this.#session += 1;
    this.#entries.clear();
    this.log.clear();
  }

  async close(): Promise<void> {
    this.clear();
  }
}

/** Two bytes per character, an upper bound. */
function bytesOf({ text, tags }: Entry, key: string): number {
  return entryBytes + 2 * (key.length + text.length + tags.reduce((sum, tag) => sum + tag.length, 0));
}
