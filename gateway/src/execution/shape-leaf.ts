import { type GraphQLLeafType, isEnumType, isSpecifiedScalarType } from 'graphql';

/** A value that the type does not have. */
export const invalidLeaf = Symbol('invalid leaf');

/**
 * Result coercion of a scalar or enum (GraphQL October 2021, sections 3.5 and 3.9). Custom scalars pass as the
 * subgraph wrote them; an enum value that the consumer schema does not know (inaccessible, or newer) is invalid.
 */
export function leafShaper(type: GraphQLLeafType): (value: unknown) => unknown {
  if (!isEnumType(type) && !isSpecifiedScalarType(type)) return (value) => value;
  if (!isEnumType(type) && type.name === 'String') {
    return (value) => (typeof value === 'string' ? value : coerce(type, value));
  }
  return (value) => coerce(type, value);
}

function coerce(type: GraphQLLeafType, value: unknown): unknown {
  try {
    return type.serialize(value);
  } catch {
    return invalidLeaf;
  }
}
