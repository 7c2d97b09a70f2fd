import { getOwn } from '../json/own-property.ts';

/** Whether a type condition matches an object type: the type itself, or its interface or union. */
export type TypeMatcher = (typeCondition: string, typename: string) => boolean;

/**
 * Whether any of several conditions matches the object. Objects of an abstract type carry `__typename`;
 * others have only one possible type.
 */
export function matchesAny(matches: TypeMatcher, conditions: readonly string[], object: object): boolean {
  if (!('__typename' in object)) return true;
  const typename = String(object.__typename);
  return conditions.some((condition) => matches(condition, typename));
}

/**
 * Whether a fragment of a plan matches the object, which carries its `__typename` wherever there is a
 * condition.
 */
export function appliesTo(object: object, typeCondition: string | null, matches: TypeMatcher): boolean {
  return typeCondition === null || matches(typeCondition, String(getOwn(object, '__typename')));
}
