/** An answer as JSON has it. */
export interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly path?: readonly (string | number)[];
    readonly message: string;
    readonly extensions?: { readonly code?: unknown };
  }[];
}

/**
 * How two answers differ, or `null`. Data must be the same to the order of keys. Of errors the places must be
 * the same: where a null bubbled up, GraphQL leaves it open which of the fields below are reported (section
 * 6.4.4), so the place of an error is the null that it explains.
 */
export function difference(actual: Answer, expected: Answer): string | null {
  if (JSON.stringify(actual.data) !== JSON.stringify(expected.data)) return 'the data differ';
  const places = placesOf(actual);
  const expectedPlaces = placesOf(expected);
  const missing = expectedPlaces.filter((place) => !places.includes(place));
  const unexpected = places.filter((place) => !explains(place, expectedPlaces));
  if (missing.length > 0) return `no error explains ${missing.join(', ')}`;
  return unexpected.length > 0 ? `there should be no error at ${unexpected.join(', ')}` : null;
}

/** What was fetched only to compute something from it fails at the object, and then in what was computed. */
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
