import type { CacheHint } from '@civic-graph/supergraph/cache-hints';
import {
  type FieldNode,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { CacheIndex } from './cache-index.ts';

/** A selection's lifetime, and its fields. */
export interface SelectionLifetime {
  /** Seconds; 0 is not cacheable. */
  readonly maxAge: number;
  /** All types and fields in it. */
  readonly coordinates: ReadonlySet<string>;
}

/**
 * The minimum lifetime in a selection, by Apollo's rules: unhinted object fields and root fields are not
 * cacheable, scalars inherit from their object. Restricted data is never cacheable.
 * @param above lifetime of the parent object; `null` if it has none
 */
export function lifetimeOf(
  index: CacheIndex,
  type: GraphQLNamedType,
  selections: SelectionSetNode,
  above: number | null,
): SelectionLifetime {
  const coordinates = new Set<string>();
  const below = read(index, type, selections, above === null, coordinates);
  const maxAge = Math.min(above ?? Number.POSITIVE_INFINITY, below);
  return { maxAge: Number.isFinite(maxAge) ? maxAge : 0, coordinates };
}

/** @returns infinity if nothing in it has its own lifetime */
function read(
  index: CacheIndex,
  type: GraphQLNamedType,
  { selections }: SelectionSetNode,
  atRoot: boolean,
  coordinates: Set<string>,
): number {
  let least = Number.POSITIVE_INFINITY;
  for (const member of membersOf(index, type)) coordinates.add(member.name);
  for (const selection of selections) {
    let age = 0;
    if (selection.kind === Kind.FIELD) {
      age = readField(index, type, selection, atRoot, coordinates);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value;
      const narrowed = condition === undefined ? type : index.schema.getType(condition);
      age = narrowed ? read(index, narrowed, selection.selectionSet, atRoot, coordinates) : 0;
    }
    least = Math.min(least, age);
    if (least === 0) return 0;
  }
  return least;
}

function readField(
  index: CacheIndex,
  type: GraphQLNamedType,
  field: FieldNode,
  atRoot: boolean,
  coordinates: Set<string>,
): number {
  const name = field.name.value;
  const members = membersOf(index, type);
  if (name === '__typename') {
    return members.every((member) => index.isPublic(member.name, name)) ? Number.POSITIVE_INFINITY : 0;
  }
  let least = Number.POSITIVE_INFINITY;
  let known = false;
  // The member is unknown before the response, so the strictest counts.
  for (const member of members) {
    const definition = member.getFields()[name];
    if (definition === undefined) continue;
    known = true;
    coordinates.add(`${member.name}.${name}`);
    const result = getNamedType(definition.type);
    least = Math.min(least, ownAge(index, member.name, name, result, atRoot));
    if (field.selectionSet !== undefined && least > 0) {
      least = Math.min(least, read(index, result, field.selectionSet, false, coordinates));
    }
  }
  return known ? least : 0;
}

function ownAge(
  index: CacheIndex,
  typeName: string,
  fieldName: string,
  result: GraphQLNamedType,
  atRoot: boolean,
): number {
  if (!index.isPublic(typeName, fieldName)) return 0;
  const hint = index.hintOf(`${typeName}.${fieldName}`);
  const ofType = isCompositeType(result) ? hintOfType(index, result) : undefined;
  if (hint?.isPrivate || ofType?.isPrivate) return 0;
  const age = hint?.maxAge ?? ofType?.maxAge ?? null;
  if (age !== null) return age;
  const inherits = !isCompositeType(result) || hint?.inheritsMaxAge || ofType?.inheritsMaxAge;
  return inherits && !atRoot ? Number.POSITIVE_INFINITY : 0;
}

/** Of an abstract type: its own hint, unless a member forbids caching. */
function hintOfType(index: CacheIndex, type: GraphQLNamedType): CacheHint | undefined {
  const own = index.hintOf(type.name);
  if (!isAbstractType(type)) return own;
  const members = index.schema.getPossibleTypes(type).map((member) => index.hintOf(member.name));
  const hints = [own, ...members].filter((hint) => hint !== undefined);
  const covered = own !== undefined || (members.length > 0 && hints.length === members.length);
  if (!covered) return undefined;
  const ages = hints.flatMap(({ maxAge }) => maxAge ?? []);
  return {
    maxAge: ages.length > 0 ? Math.min(...ages) : null,
    isPrivate: hints.some(({ isPrivate }) => isPrivate),
    inheritsMaxAge: hints.every(({ inheritsMaxAge }) => inheritsMaxAge),
  };
}

/** The type itself and, if abstract, every possible object type. */
function membersOf(
  { schema }: CacheIndex,
  type: GraphQLNamedType,
): readonly (GraphQLObjectType | GraphQLInterfaceType)[] {
  if (isObjectType(type)) return [type];
  if (isInterfaceType(type)) return [type, ...schema.getPossibleTypes(type)];
  return isAbstractType(type) ? schema.getPossibleTypes(type) : [];
}
