/*
 * Response keys are the client's words: `__proto__`, `constructor` and `toString` are as good as any. They must be
 * plain keys of plain objects, never reach a prototype, and never be read from one.
 */

/** Keys that a plain object answers to without having them. */
const inherited = new Set(Object.getOwnPropertyNames(Object.prototype));

export function getOwn(object: object, key: string): unknown {
  return !inherited.has(key) || Object.hasOwn(object, key)
    ? (object as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

export function setOwn(object: object, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    (object as Record<string, unknown>)[key] = value;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
