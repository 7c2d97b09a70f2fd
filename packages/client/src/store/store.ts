/**
 * Where sessions are kept. Values hold access tokens, so the store belongs on the app's server, or in the
 * citizen's own browser.
 */
export interface Store {
  get(key: string): Awaitable<string | null | undefined>;
  /** @param seconds time after which the value may be forgotten */
  set(key: string, value: string, seconds: number): Awaitable<unknown>;
  delete(key: string): Awaitable<unknown>;
  /**
   * Runs `work` while no other process does so for the same key. Needed where several processes share the
   * store: two of them that refresh one session at once would end it. Default is one at a time in this
   * process.
   */
  exclusive?<Value>(key: string, work: () => Promise<Value>): Promise<Value>;
}

type Awaitable<Value> = Value | Promise<Value>;
