/*
 * Clients choose response keys such as `__proto__` and `constructor`. They must be own keys of plain objects,
 * and never reach a prototype.
 */

/**
 * @param object JSON data. It inherits only functions, which JSON lacks, and `__proto__`: checking the value
 * is faster than checking each key's ownership.
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
