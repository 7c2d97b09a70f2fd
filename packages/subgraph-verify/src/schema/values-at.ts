/** Values at a place of an answer, through any lists. */
export interface ValuesAt {
  readonly values: readonly unknown[];
  /** Objects in which the field is null. */
  readonly nulls: number;
}

/** @param location response keys from the root */
export function valuesAt(data: unknown, location: readonly string[]): ValuesAt {
  let objects: unknown[] = [data];
  for (const [position, key] of location.entries()) {
    const found = objects.flatMap((object) => (has(object, key) ? [object[key]] : []));
    const present = found.filter((value) => value !== null);
    if (position === location.length - 1) return { values: present, nulls: found.length - present.length };
    objects = present.flatMap(items);
  }
  return { values: [], nulls: 0 };
}

function items(value: unknown): unknown[] {
  return Array.isArray(value) ? value.flatMap(items) : [value];
}

function has<Key extends string>(value: unknown, key: Key): value is Record<Key, unknown> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}
