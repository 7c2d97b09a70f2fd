/** A cached response, as text, because its consumers modify the parsed value in place. */
export interface CachedResponse {
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  /** Tags that invalidate it besides those of its selection. */
  readonly tags: readonly string[];
}

export interface ResponseToCache extends CachedResponse {
  readonly key: string;
}

/** In the order of the requested keys. */
export type CachedResponses = readonly (CachedResponse | undefined)[];

/** A position in the order of all invalidations, taken before a fetch to detect an invalidation during it. */
export interface CacheEpoch {
  /** Restarts with each session, because a lost store loses its order. */
  readonly session: number;
  readonly at: number;
}

/** Caches public responses of subgraphs. It never fails a request: an unavailable entry is a miss. */
export interface AnswerCache {
  /** Called before a fetch whose response may be cached. `null`: caching is unavailable. */
  epoch(): CacheEpoch | null;
  /** A promise only if it calls a store. @param tags of the selection to which all the keys belong */
  get(keys: readonly string[], tags: readonly string[]): CachedResponses | Promise<CachedResponses>;
  set(epoch: CacheEpoch | null, answers: readonly ResponseToCache[]): void;
  /**
   * Invalidates every response with one of the tags that was fetched before now.
   * @throws PublicError NOT_READY if the other gateways cannot be notified
   */
  invalidate(tags: readonly string[]): Promise<void>;
  /** Approximate memory in use, in bytes. */
  readonly bytes: number;
  close(): Promise<void>;
}
