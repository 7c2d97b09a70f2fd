import type { TypeMatcher } from '../lib/graphql/type-matcher.ts';
import { getOwn, isObject, setOwn } from '../lib/json/own-property.ts';

/**
 * Merges a subgraph response into the collected data, in place: objects by key, lists by position.
 * A null does not erase another subgraph's value. An interface's name does not replace an object type's: a
 * subgraph with `@interfaceObject` knows only the interface.
 */
export function mergeInto(target: object, source: object, matches: TypeMatcher): void {
  for (const key of Object.keys(source)) {
    const present = getOwn(target, key);
    const incoming = getOwn(source, key);
    if (key === '__typename' && isMoreGeneral(incoming, present, matches)) continue;
    setOwn(target, key, merged(present, incoming, matches));
  }
}

function isMoreGeneral(incoming: unknown, present: unknown, matches: TypeMatcher): boolean {
  return typeof incoming === 'string' && typeof present === 'string' && matches(incoming, present);
}

function merged(present: unknown, incoming: unknown, matches: TypeMatcher): unknown {
  if (present === undefined || present === null) return incoming;
  if (incoming === undefined || incoming === null) return present;
  if (Array.isArray(present) && Array.isArray(incoming)) {
    for (let at = 0; at < incoming.length; at++) present[at] = merged(present[at], incoming[at], matches);
    return present;
  }
  if (isObject(present) && isObject(incoming)) {
    mergeInto(present, incoming, matches);
    return present;
  }
  return incoming;
}
