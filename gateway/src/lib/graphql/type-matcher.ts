import { getOwn } from '../json/own-property.ts';

/**
 * Whether a type condition takes in an object type: the type itself, an interface or a union that it belongs
 * to.
 */
export type TypeMatcher = (typeCondition: string, typename: string) => boolean;

/**
 * Whether any of several conditions takes in the object. Every object whose type the operation leaves open
 * carries its `__typename`; one without it (the root, say) is of the only type that it can be.
 */
export function matchesAny(matches: TypeMatcher, conditions: readonly string[], object: object): boolean {
  if (!('__typename' in object)) return true;
  const typename = String(object.__typename);
  return conditions.some((condition) => matches(condition, typename));
}

/**
 * Whether a fragment of a plan takes in the object, which carries its `__typename` wherever there is a
 * condition.
 */
export function appliesTo(object: object, typeCondition: string | null, matches: TypeMatcher): boolean {
  return typeCondition === null || matches(typeCondition, String(getOwn(object, '__typename')));
}
