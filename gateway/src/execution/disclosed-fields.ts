/**
 * Collects the coordinates of personal fields that an answer discloses, while it is written. Null fields do
 * not count: null mostly means that the agency was down or refused.
 */
export class DisclosedFields {
  readonly coordinates = new Set<string>();
  /** In the order of arrival. */
  readonly #noted: string[] = [];

  note(coordinate: string): void {
    if (this.coordinates.has(coordinate)) return;
    this.coordinates.add(coordinate);
    this.#noted.push(coordinate);
  }

  /** Marks the current position, for `backTo` if the following part is dropped from the answer. */
  mark(): number {
    return this.#noted.length;
  }

  backTo(mark: number): void {
    for (const coordinate of this.#noted.splice(mark)) this.coordinates.delete(coordinate);
  }
}

/** Which fields are null differs between answers, but in few ways. */
const maxCombinations = 64;

/**
 * Returns the same set for answers of one operation that disclose the same fields, so that values derived
 * from a set are computed once.
 */
export class DisclosedSets {
  readonly #known = new Map<string, ReadonlySet<string>>();

  sameAs({ coordinates }: DisclosedFields): ReadonlySet<string> {
    const key = [...coordinates].join(' ');
    const same = this.#known.get(key);
    if (same !== undefined) return same;
    if (this.#known.size < maxCombinations) this.#known.set(key, coordinates);
    return coordinates;
  }
}
