import type { TypeMatcher } from '../lib/graphql/type-matcher.ts';
import { getOwn, isObject, setOwn } from '../lib/json/own-property.ts';

/**
 * Merges what a subgraph answered into the data gathered so far, in place. Objects are merged by key, lists
 * by position; a null does not erase what another subgraph supplied, nor the name of an interface that of a
 * type: a subgraph that sees an interface as an object (`@interfaceObject`) knows no better.
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
