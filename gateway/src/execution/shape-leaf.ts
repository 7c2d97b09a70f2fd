import { type GraphQLLeafType, isEnumType, isSpecifiedScalarType } from 'graphql';
import { quoted } from './json-text.ts';

/** JSON text of a leaf; `undefined` for a value that the type does not allow. */
export type LeafText = (value: unknown) => string | undefined;

/** Values that need no coercion, by type: nearly all that subgraphs send. */
const asTheyAre: Readonly<Record<string, LeafText>> = {
  String: (value) => (typeof value === 'string' ? quoted(value) : undefined),
  ID: (value) => (typeof value === 'string' ? quoted(value) : undefined),
  Boolean: (value) => (typeof value === 'boolean' ? String(value) : undefined),
  Int: (value) => (typeof value === 'number' && (value | 0) === value ? String(value) : undefined),
  Float: (value) => (typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined),
};

/**
 * Result coercion of a scalar or enum (GraphQL October 2021, sections 3.5 and 3.9). Custom scalars pass
 * unchanged; an enum value that the consumer schema lacks (inaccessible or newer) is invalid.
 * @returns for values that are neither null nor undefined
 */
export function leafText(type: GraphQLLeafType): LeafText {
  if (isEnumType(type)) {
    const known = new Map(type.getValues().map(({ name }) => [name, quoted(name)]));
    return (value) => known.get(value as string) ?? coerced(type, value);
  }
  if (!isSpecifiedScalarType(type)) return (value) => JSON.stringify(value);
  const asItIs = asTheyAre[type.name];
  return (value) => asItIs?.(value) ?? coerced(type, value);
}

function coerced(type: GraphQLLeafType, value: unknown): string | undefined {
  try {
    return JSON.stringify(type.serialize(value));
  } catch {
    return undefined;
  }
}
