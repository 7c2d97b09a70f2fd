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
  /** Of keys and answers together; the oldest unused go. */
  readonly maxBytes: number;
  readonly now?: () => number;
}

interface Entry extends CachedResponse {
  /** When its fetch began, in the order of invalidations. */
  readonly moment: number;
}

/** Rough cost of an entry besides its text. */
const entryBytes = 300;

/** Answers in this process's memory. Its invalidations are known to this process alone. */
export class MemoryCache implements AnswerCache {
  readonly #entries: LRUCache<string, Entry>;
  readonly #now: () => number;
  readonly log = new InvalidationLog();
  #session = 0;

  constructor({ maxBytes, now = Date.now }: MemoryCacheOptions) {
    this.#now = now;
    this.#entries = new LRUCache({
      maxSize: maxBytes,
      // One answer must not push out everything else.
      maxEntrySize: Math.ceil(maxBytes / 16),
      sizeCalculation: bytesOf,
    });
  }

  moment(): CacheEpoch {
    return { session: this.#session, at: this.log.latest };
  }

  get(keys: readonly string[], tags: readonly string[]): CachedResponses {
    const changed = this.log.lastOf(tags);
    return keys.map((key) => this.find(key, changed));
  }

  /** @param changed when the selection was last invalidated */
  find(key: string, changed: number): CachedResponse | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    const isFresh =
      entry.expiresAt > this.#now() &&
      entry.moment >= changed &&
      (entry.moment >= this.log.latest || entry.moment >= this.log.lastOf(entry.tags));
    if (isFresh) return entry;
    this.#entries.delete(key);
    return undefined;
  }

  /** Whether a fetch that began at this moment can still be put into the order of invalidations. */
  isCurrent(moment: CacheEpoch | null): moment is CacheEpoch {
    return moment?.session === this.#session;
  }

  set(moment: CacheEpoch | null, answers: readonly ResponseToCache[]): void {
    if (!this.isCurrent(moment)) return;
    for (const { key, text, expiresAt, tags } of answers) {
      this.#entries.set(key, { text, expiresAt, tags, moment: moment.at });
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

/** Two bytes a character: an estimate that no text exceeds. */
function bytesOf({ text, tags }: Entry, key: string): number {
  return entryBytes + 2 * (key.length + text.length + tags.reduce((sum, tag) => sum + tag.length, 0));
}
