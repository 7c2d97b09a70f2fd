import type { Principal } from '@civic-graph/policy';
import { isFor, type SwitchedFields } from './switchboard.ts';

/** Tells callers for whom something of an operation is off from others; nothing where nothing of it is. */
export type SwitchKey = (switched: SwitchedFields | null, principal: Principal) => string;

/**
 * What is prepared for an operation is kept under this key too: a switch reaches the operations that ask for
 * what it turns off, at once, and leaves all others as they are. Once it is on again, what was prepared
 * before is there again.
 *
 * @param coordinates every field that the operation can ask for; wanted only once something is switched off
 */
export function switchKeyOf(coordinates: () => ReadonlySet<string>): SwitchKey {
  let known: SwitchedFields | null = null;
  let touching: ReturnType<SwitchedFields['of']> = [];
  return (switched, principal) => {
    if (switched === null) return '';
    if (switched !== known) {
      // A plan may read a key that the operation does not ask for: what can be found by one that is off
      // counts.
      const cautious = switched.cautious();
      touching = [...new Set([...coordinates()].flatMap((coordinate) => cautious.of(coordinate)))];
      known = switched;
    }
    let key = '';
    for (const each of touching) if (isFor(each, principal)) key += `!${each.id}`;
    return key;
  };
}
