/** Input from outside: every value is looked at before it is used. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own property, since a document may name one `constructor` or `__proto__`. */
export function own(object: unknown, key: string): unknown {
  return isObject(object) && Object.hasOwn(object, key) ? object[key] : undefined;
}

export function objectAt(object: unknown, key: string): JsonObject | null {
  const value = own(object, key);
  return isObject(value) ? value : null;
}

export function listAt(object: unknown, key: string): readonly unknown[] {
  const value = own(object, key);
  return Array.isArray(value) ? value : [];
}

export function textAt(object: unknown, key: string): string | null {
  const value = own(object, key);
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}
