/** Whether a type condition takes in an object type: the type itself, an interface or a union that it belongs to. */
export type TypeMatcher = (typeCondition: string, typename: string) => boolean;

/** Whether any of several conditions takes in the object, as its `__typename` says. */
export function matchesAny(matches: TypeMatcher, conditions: readonly string[], object: object): boolean {
  const typename = '__typename' in object ? String(object.__typename) : '';
  return conditions.some((condition) => matches(condition, typename));
}
