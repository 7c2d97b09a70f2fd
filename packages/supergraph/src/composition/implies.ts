import type { AnyOfAllOf, Requirement } from '@civic-graph/policy';

/** Whether each caller who satisfies `one` satisfies `other`; `null` requires nothing. */
export function implies(one: Requirement | null, other: Requirement | null): boolean {
  if (other === null) return true;
  // Any rule refuses anonymous callers, so it implies `@authenticated`.
  return one !== null && covers(one.scopes, other.scopes) && covers(one.policies, other.policies);
}

function covers(one: AnyOfAllOf | null, other: AnyOfAllOf | null): boolean {
  if (other === null) return true;
  return (
    one?.every((alternative) => other.some((wanted) => wanted.every((atom) => alternative.includes(atom)))) ??
    false
  );
}
