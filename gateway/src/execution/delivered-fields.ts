/**
 * The coordinates of the personal fields that an answer holds, noted while it is written. A field counts if
 * it is anywhere in the answer and not null. That it is null is not counted, though it may tell something:
 * most often it means that the agency was down or has refused.
 */
export class DeliveredFields {
  readonly coordinates = new Set<string>();
  /** In the order in which they came. */
  readonly #noted: string[] = [];

  note(coordinate: string): void {
    if (this.coordinates.has(coordinate)) return;
    this.coordinates.add(coordinate);
    this.#noted.push(coordinate);
  }

  /** Where we are, to come back to when what follows is not part of the answer after all. */
  mark(): number {
    return this.#noted.length;
  }

  backTo(mark: number): void {
    for (const coordinate of this.#noted.splice(mark)) this.coordinates.delete(coordinate);
  }
}

/** Which fields are null differs from answer to answer, but not in many ways. */
const combinationsKept = 64;

/**
 * Answers of one operation that deliver the same get the same set, so that what follows from a set need not
 * be worked out for each.
 */
export class DeliveredSets {
  readonly #known = new Map<string, ReadonlySet<string>>();

  sameAs({ coordinates }: DeliveredFields): ReadonlySet<string> {
    const key = [...coordinates].join(' ');
    const same = this.#known.get(key);
    if (same !== undefined) return same;
    if (this.#known.size < combinationsKept) this.#known.set(key, coordinates);
    return coordinates;
  }
}
