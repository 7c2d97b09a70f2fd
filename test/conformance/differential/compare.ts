/** An answer, parsed from JSON. */
export interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly path?: readonly (string | number)[];
    readonly message: string;
    readonly extensions?: { readonly code?: unknown };
  }[];
}

/**
 * Returns how two answers differ, or `null`. Data must be equal except for key order; errors must have the
 * same places. If a null propagated, its place counts, because GraphQL does not say which field below is
 * reported (section 6.4.4).
 */
export function difference(actual: Answer, expected: Answer): string | null {
  if (JSON.stringify(actual.data) !== JSON.stringify(expected.data)) return 'the data differs';
  const places = placesOf(actual);
  const expectedPlaces = placesOf(expected);
  const missing = expectedPlaces.filter((place) => !places.includes(place));
  const unexpected = places.filter((place) => !explains(place, expectedPlaces));
  if (missing.length > 0) return `no error explains ${missing.join(', ')}`;
  return unexpected.length > 0 ? `there should be no error at ${unexpected.join(', ')}` : null;
}

/** A fetch for a computation may fail at its object, and then in the computed fields. */
function explains(place: string, expected: readonly string[]): boolean {
  return expected.some((other) => other === place || other.startsWith(`${place}.`));
}

function placesOf({ data, errors = [] }: Answer): string[] {
  return errors.map(({ path, message }) => (path ? placeOf(data, path) : `nowhere (${message})`));
}

function placeOf(data: unknown, path: readonly (string | number)[]): string {
  const place: (string | number)[] = [];
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) break;
    if (!Object.hasOwn(value, step)) return `${path.join('.')}, which is not in the data`;
    value = (value as Record<string | number, unknown>)[step];
    place.push(step);
  }
  return place.length === 0 ? 'the whole answer' : place.join('.');
}
