/** Stores the sessions. Values contain access tokens, so nobody else may read the store. */
export interface Store {
  get(key: string): Awaitable<string | null | undefined>;
  /** @param seconds time after which the value may be deleted */
  set(key: string, value: string, seconds: number): Awaitable<unknown>;
  delete(key: string): Awaitable<unknown>;
  /**
   * Runs `work` under a lock on the key. Required if several processes share the store, because the issuer
   * revokes a refresh token that two of them use.
   */
  exclusive?<Value>(key: string, work: () => Promise<Value>): Promise<Value>;
}

type Awaitable<Value> = Value | Promise<Value>;
