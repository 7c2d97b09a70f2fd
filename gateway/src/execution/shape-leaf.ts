import { type GraphQLLeafType, isEnumType, isSpecifiedScalarType } from 'graphql';

/** A value that the type does not have. */
export const invalidLeaf = Symbol('invalid leaf');

/** Values that need no coercion, by the type that has them: nearly all that a subgraph sends. */
const isAsItShouldBe: Readonly<Record<string, (value: unknown) => boolean>> = {
  String: (value) => typeof value === 'string',
  ID: (value) => typeof value === 'string',
  Boolean: (value) => typeof value === 'boolean',
  Int: (value) => typeof value === 'number' && (value | 0) === value,
  Float: (value) => typeof value === 'number' && Number.isFinite(value),
};

/**
 * Result coercion of a scalar or enum (GraphQL October 2021, sections 3.5 and 3.9). Custom scalars pass as the
 * subgraph wrote them; an enum value that the consumer schema does not know (inaccessible, or newer) is invalid.
 */
export function leafShaper(type: GraphQLLeafType): (value: unknown) => unknown {
  if (isEnumType(type)) return (value) => coerce(type, value);
  if (!isSpecifiedScalarType(type)) return (value) => value;
  const isRight = isAsItShouldBe[type.name] ?? (() => false);
  return (value) => (isRight(value) ? value : coerce(type, value));
}

function coerce(type: GraphQLLeafType, value: unknown): unknown {
  try {
    return type.serialize(value);
  } catch {
    return invalidLeaf;
  }
}
