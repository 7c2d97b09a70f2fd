import type { Principal } from '@civic-graph/policy';
import { keyOf } from './switch.ts';
import { isFor, type SwitchedFields } from './switchboard.ts';

/**
 * Part of the cache key: separates callers for whom some field of the operation is off; empty if none is.
 */
export type SwitchKey = (switched: SwitchedFields | null, principal: Principal) => string;

/**
 * Operations are cached under this key too, so that a switch affects only operations with its fields, and
 * switching back finds the earlier entries.
 * @param coordinates every field that the operation can ask for; called only with an active switch
 */
export function switchKeyOf(coordinates: () => ReadonlySet<string>): SwitchKey {
  let known: SwitchedFields | null = null;
  let touching: ReturnType<SwitchedFields['of']> = [];
  return (switched, principal) => {
    if (switched === null) return '';
    if (switched !== known) {
      // A plan may read a key that the operation does not ask for, so fields that depend on a key that is off
      // count.
      const cautious = switched.cautious();
      touching = [...new Set([...coordinates()].flatMap((coordinate) => cautious.of(coordinate)))];
      known = switched;
    }
    let key = '';
    for (const each of touching) if (isFor(each, principal)) key += `!${keyOf(each)}`;
    return key;
  };
}
