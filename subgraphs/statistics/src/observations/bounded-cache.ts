/**
 * An LRU cache with a maximum total weight. Observations of a load never change, so entries stay valid; new
 * ones evict those of old loads.
 */
export class BoundedCache<Value> {
  readonly #entries = new Map<string, Value>();
  readonly #weigh: (value: Value) => number;
  readonly #maximumWeight: number;
  #weight = 0;

  constructor(maximumWeight: number, weigh: (value: Value) => number) {
    this.#maximumWeight = maximumWeight;
    this.#weigh = weigh;
  }

  get weight(): number {
    return this.#weight;
  }

  get(key: string): Value | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    // A Map keeps insertion order: reinserting an entry moves it to the end.
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.#drop(key);
    if (this.#weigh(value) > this.#maximumWeight) return;
    this.#entries.set(key, value);
    this.#weight += this.#weigh(value);
    for (const oldest of this.#entries.keys()) {
      if (this.#weight <= this.#maximumWeight) return;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    const value = this.#entries.get(key);
    if (value === undefined) return;
    this.#entries.delete(key);
    this.#weight -= this.#weigh(value);
  }
}
