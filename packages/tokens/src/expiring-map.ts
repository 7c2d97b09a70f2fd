/**
 * A map whose entries expire, with at most `capacity` entries. When full it evicts the oldest, so a flood
 * costs repeated work, not memory.
 */
export class ExpiringMap<Value> {
  readonly #entries = new Map<string, { readonly value: Value; readonly expires: number }>();
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** @param now milliseconds since the epoch */
  get(key: string, now: number): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (entry.expires > now) return entry.value;
    this.#entries.delete(key);
    return undefined;
  }

  /** @param expires milliseconds since the epoch; the entry is gone from this instant on */
  set(key: string, value: Value, expires: number, now: number): void {
    this.#entries.delete(key);
    for (const [oldest, entry] of this.#entries) {
      if (entry.expires > now && this.#entries.size < this.#capacity) break;
      this.#entries.delete(oldest);
    }
    this.#entries.set(key, { value, expires });
  }
}
