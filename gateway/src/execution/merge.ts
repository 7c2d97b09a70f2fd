import { getOwn, isObject, setOwn } from './own-property.ts';

/**
 * Merges what a subgraph answered into the data gathered so far, in place. Objects are merged by key, lists by
 * position; a null does not erase what another subgraph supplied.
 */
export function mergeInto(target: object, source: object): void {
  for (const key of Object.keys(source)) {
    setOwn(target, key, merged(getOwn(target, key), getOwn(source, key)));
  }
}

function merged(present: unknown, incoming: unknown): unknown {
  if (present === undefined || present === null) return incoming;
  if (incoming === undefined || incoming === null) return present;
  if (Array.isArray(present) && Array.isArray(incoming)) {
    for (let at = 0; at < incoming.length; at++) present[at] = merged(present[at], incoming[at]);
    return present;
  }
  if (isObject(present) && isObject(incoming)) {
    mergeInto(present, incoming);
    return present;
  }
  return incoming;
}
