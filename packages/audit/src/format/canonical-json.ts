/** Values of a record; fractions are excluded because their text differs between languages. */
export type Plain = string | number | null | readonly Plain[] | { readonly [name: string]: Plain };

/**
 * Returns the canonical text of a value (RFC 8785, JSON Canonicalization Scheme): names sorted by UTF-16 code
 * unit, no white space.
 *
 * @throws RangeError for a number that is not a safe integer
 */
export function canonicalJson(value: Plain): string {
  // One `JSON.stringify` call is fastest; it requires that the members are already sorted.
  return isInOrder(value) ? JSON.stringify(value) : textInOrder(value);
}

function isInOrder(value: Plain): boolean {
  if (value === null || typeof value === 'string') return true;
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (isList(value)) return value.every(isInOrder);
  let before = '';
  for (const name in value) {
    const member = value[name];
    if (name < before || member === undefined || !isInOrder(member)) return false;
    before = name;
  }
  return true;
}

function textInOrder(value: Plain): string {
  if (value === null || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new RangeError('only whole numbers have one text');
    return String(value);
  }
  if (isList(value)) return `[${value.map(textInOrder).join(',')}]`;
  const members = Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${textInOrder(member)}`);
  return `{${members.join(',')}}`;
}

function isList(value: readonly Plain[] | { readonly [name: string]: Plain }): value is readonly Plain[] {
  return Array.isArray(value);
}
