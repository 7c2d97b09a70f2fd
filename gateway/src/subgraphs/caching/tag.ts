import { createHash } from 'node:crypto';

/*
 * Tags by which an agency invalidates responses. Each begins with the subgraph's name, which contains no
 * space, so that no agency reaches another's responses.
 */

/** Maximum characters of a key: thousands of tags are remembered, and long keys would exhaust memory. */
const longestName = 500;

/** Responses that read a type or field: `Type` or `Type.field`. */
export function coordinateTag(subgraph: string, coordinate: string): string {
  return `${subgraph} ${coordinate}`;
}

/**
 * Responses that contain one entity.
 * @param key names of the fields of one key, sorted
 * @returns `null` if `fields` lacks one of them
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
    // An ID may be sent as a number and returned as a string (GraphQL October 2021, section 3.5.5).
    values.push(name, String(value));
  }
  const named = JSON.stringify(values);
  return `${subgraph} ${typeName} ${named.length > longestName ? hashOf(named) : named}`;
}

function hashOf(named: string): string {
  return createHash('sha256').update(named).digest('base64url');
}

/** Responses that contain unidentified entities of a type: any of them may be affected. */
export function unknownEntityTag(subgraph: string, typeName: string): string {
  return `${subgraph} ${typeName} ?`;
}

/** The subgraph of a tag. */
export function subgraphOf(tag: string): string {
  return tag.slice(0, tag.indexOf(' '));
}
