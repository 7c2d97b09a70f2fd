/**
 * A map whose entries end at a time, and which never holds more than `capacity` of them. When it is full the
 * oldest entry goes first, so that a caller who floods it costs others a repeated piece of work, not memory.
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
