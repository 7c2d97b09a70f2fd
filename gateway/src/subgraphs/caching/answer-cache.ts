/** What a fetch brought, as it is kept: text, because whoever gets an answer works on it in place. */
export interface CachedResponse {
  readonly text: string;
  /** Milliseconds of the epoch. */
  readonly expiresAt: number;
  /** What it can be invalidated by, besides the tags of its selection. */
  readonly tags: readonly string[];
}

export interface ResponseToCache extends CachedResponse {
  readonly key: string;
}

/** By the order of the keys that were asked for. */
export type CachedResponses = readonly (CachedResponse | undefined)[];

/**
 * A point in the order of all invalidations. Taken before a fetch, it tells whether the answer may have been
 * overtaken by one.
 */
export interface CacheEpoch {
  /** Counted anew in each session: after a store was lost, its order is gone. */
  readonly session: number;
  readonly at: number;
}

/** Keeps public answers of subgraphs. It never fails a request: what it cannot give is not there. */
export interface AnswerCache {
  /** To be taken before the fetch whose answer is to be kept. `null`: nothing can be kept now. */
  moment(): CacheEpoch | null;
  /**
   * It is a promise only where a store has to be asked.
   *
   * @param tags of the selection that all the keys belong to
   */
  get(keys: readonly string[], tags: readonly string[]): CachedResponses | Promise<CachedResponses>;
  set(moment: CacheEpoch | null, answers: readonly ResponseToCache[]): void;
  /**
   * Nothing with one of the tags is given out any more that was fetched before this.
   *
   * @throws PublicError NOT_READY where the other gateways cannot be told
   */
  invalidate(tags: readonly string[]): Promise<void>;
  /** Bytes of memory in use, roughly. */
  readonly bytes: number;
  close(): Promise<void>;
}
