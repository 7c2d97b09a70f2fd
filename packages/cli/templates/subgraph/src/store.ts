/** Replace this file with your database; each function answers for many keys in one query. */
export interface Place {
  readonly id: string;
  readonly name: string;
}

const places = new Map<string, Place>([['west', { id: 'west', name: 'West' }]]);

export async function placesById(ids: readonly string[]): Promise<(Place | null)[]> {
  return ids.map((id) => places.get(id) ?? null);
}

/** @param keys internal keys of citizens */
export async function recordsOfCitizens(keys: readonly string[]) {
  return keys.map(() => [{ title: 'A first record', placeId: 'west' }]);
}
