/**
 * Words of a name in any convention: `openingHours`, `opening_hours`, `OPENING-HOURS`. Other scripts have
 * none, since names in GraphQL are ASCII.
 */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase())
    .slice(0, 12);
}

/** `openingHours`; `null` for a name without ASCII letters. */
export function camelCase(name: string): string | null {
  const pascal = pascalCase(name);
  return pascal === null ? null : pascal.charAt(0).toLowerCase() + pascal.slice(1);
}

/** `OpeningHours` */
export function pascalCase(name: string): string | null {
  const words = wordsOf(name).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const joined = words.join('').replace(/^[0-9]+/, '');
  return joined === '' ? null : (joined.charAt(0).toUpperCase() + joined.slice(1)).slice(0, 80);
}

/** `OPENING_HOURS` */
export function screamingCase(name: string): string | null {
  const joined = wordsOf(name).join('_').toUpperCase();
  if (joined === '') return null;
  return /^[0-9]/.test(joined) ? `VALUE_${joined}` : joined;
}

/** Names that are given once each: a second `branch` is `branch2`. */
export class UniqueNames {
  readonly #taken = new Set<string>();

  take(wanted: string): string {
    let name = wanted;
    for (let number = 2; this.#taken.has(name); number++) name = `${wanted}${number}`;
    this.#taken.add(name);
    return name;
  }
}
