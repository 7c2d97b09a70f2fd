import { createHash } from 'node:crypto';

/*
 * Tags are what an agency invalidates answers by. Each begins with the subgraph that gave the answer, so that
 * no agency reaches the answers of another. A subgraph's name has no space in it.
 */

/**
 * Characters of a key. Thousands of tags are remembered, and a longer key would have them take any amount of
 * memory.
 */
const longestName = 500;

/** Answers that read a type or field: `Type` or `Type.field`. */
export function coordinateTag(subgraph: string, coordinate: string): string {
  return `${subgraph} ${coordinate}`;
}

/**
 * Answers that hold one entity.
 *
 * @param key names of the fields of one key, sorted
 * @returns `null` where `fields` lacks one of them
 */
export function entityTag(
  subgraph: string,
  typeName: string,
  key: readonly string[],
  fields: Readonly<Record<string, unknown>>,
): string | null {
  const values: string[] = [];
  for (const name of key) {
    const value = Object.hasOwn(fields, name) ? fields[name] : null;
    if (value === null || value === undefined || typeof value === 'object') return null;
    // An ID may be sent as a number and come back as a string (GraphQL October 2021, section 3.5.5).
    values.push(name, String(value));
  }
  const named = JSON.stringify(values);
  return `${subgraph} ${typeName} ${named.length > longestName ? hashOf(named) : named}`;
}

function hashOf(named: string): string {
  return createHash('sha256').update(named).digest('base64url');
}

/** Answers that hold entities of a type without showing which: any of them may be the one. */
export function unknownEntityTag(subgraph: string, typeName: string): string {
  return `${subgraph} ${typeName} ?`;
}

/** Whose answers a tag is about. */
export function subgraphOf(tag: string): string {
  return tag.slice(0, tag.indexOf(' '));
}
