import { isObject, type JsonObject, own, textAt } from './json.ts';

/** A part of a document, without `$ref`. */
export interface Resolved {
  readonly node: JsonObject;
  /** Last name of the reference, such as that of a schema; `null` for an inline part. */
  readonly name: string | null;
}

export type Resolve = (part: unknown) => Resolved | null;

const maxHops = 20;

/**
 * Follows references inside the document. Files and URLs are not followed: a document from outside must not
 * decide what is read on this machine.
 */
export function createResolver(document: JsonObject): Resolve {
  return (part) => {
    let node = part;
    let name: string | null = null;
    for (let hop = 0; hop < maxHops; hop++) {
      if (!isObject(node)) return null;
      const reference = textAt(node, '$ref');
      if (reference === null) return { node, name };
      if (!reference.startsWith('#/')) return null;
      const path = reference.slice(2).split('/').map(unescaped);
      name = path.at(-1) ?? null;
      node = path.reduce<unknown>(at, document);
    }
    return null;
  };
}

function at(node: unknown, key: string): unknown {
  return Array.isArray(node) ? node[Number(key)] : own(node, key);
}

/** RFC 6901, section 4, in a URI fragment. */
function unescaped(segment: string): string {
  try {
    return decodeURIComponent(segment).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return segment;
  }
}
