/*
 * Response keys are the client's words: `__proto__`, `constructor` and `toString` are as good as any. They
 * must be plain keys of plain objects, never reach a prototype, and never be read from one.
 */

/**
 * @param object JSON data. What it inherits are functions, which JSON does not have, and `__proto__`: to look
 *   at the value is faster than to ask for each key whether the object has it.
 */
export function getOwn(object: object, key: string): unknown {
  if (key === '__proto__' && !Object.hasOwn(object, key)) return undefined;
  const value = (object as Readonly<Record<string, unknown>>)[key];
  return typeof value === 'function' ? undefined : value;
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
