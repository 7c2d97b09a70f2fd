import type { Principal } from '@civic-graph/policy';
import type { Access, Refusal } from '../authorization/access.ts';
import type { Switch } from './switch.ts';
import { isFor, type SwitchedFields } from './switchboard.ts';

/** Denies the fields that are switched off, whatever rights the caller has. */
export function switchedAccess(
  access: Access,
  switched: SwitchedFields | null,
  principal: Principal,
): Access {
  if (switched === null) return access;
  return {
    refusalOf(typeName, fieldName) {
      const off = switched.of(`${typeName}.${fieldName}`).find((each) => isFor(each, principal));
      return off === undefined ? access.refusalOf(typeName, fieldName) : refusalBy(off);
    },
  };
}

function refusalBy({ notice, agency, since }: Switch): Refusal {
  return { allowed: false, rule: 'switchedOff', missing: [], notice, agency, since };
}
