import {
  type GraphQLNamedType,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { responseKeyOf } from '../../lib/graphql/response-key.ts';
import { getOwn, isObject } from '../../lib/json/own-property.ts';
import type { CacheIndex } from './cache-index.ts';
import { entityTag, unknownEntityTag } from './tag.ts';

/** A response with more entities of one type gets one tag for all of them. */
const namedEntities = 50;

/** Tags of the entity of a representation. */
export function representationTags(
  index: CacheIndex,
  subgraph: string,
  representation: Readonly<Record<string, unknown>>,
): string[] {
  return tagsByKey(index, subgraph, String(representation.__typename), representation);
}

/** A tag for each key of an entity. */
function tagsByKey(
  index: CacheIndex,
  subgraph: string,
  typeName: string,
  fields: Readonly<Record<string, unknown>>,
): string[] {
  if (!index.isEntity(subgraph, typeName)) return [];
  return index
    .keysOf(subgraph, typeName)
    .map((key) => entityTag(subgraph, typeName, key, fields) ?? unknownEntityTag(subgraph, typeName));
}

/**
 * Finds the entities in responses to a selection. One without its key could be any entity of its type.
 * @param type of the response itself; `null` for an entity, which its representation identifies
 */
export function entityTagger(
  index: CacheIndex,
  subgraph: string,
  type: GraphQLNamedType | null,
  { selections }: SelectionSetNode,
): (answer: unknown) => readonly string[] {
  return (answer) => {
    const tags = new EntityTags(index, subgraph);
    if (type === null) descend(index, answer, null, selections, tags);
    else collect(index, answer, type, selections, tags);
    return tags.list();
  };
}

class EntityTags {
  readonly #index: CacheIndex;
  readonly #subgraph: string;
  /** Most responses contain no further entity. */
  #byType: Map<string, Set<string>> | null = null;

  constructor(index: CacheIndex, subgraph: string) {
    this.#index = index;
    this.#subgraph = subgraph;
  }

  /** @param fields of the entity by their names in the schema */
  add(typeName: string, fields: Readonly<Record<string, unknown>>): void {
    const added = tagsByKey(this.#index, this.#subgraph, typeName, fields);
    if (added.length === 0) return;
    this.#byType ??= new Map();
    const tags = this.#byType.get(typeName) ?? new Set();
    for (const tag of added) tags.add(tag);
    const unknown = unknownEntityTag(this.#subgraph, typeName);
    this.#byType.set(typeName, tags.size > namedEntities ? new Set([unknown]) : tags);
  }

  list(): readonly string[] {
    if (this.#byType === null) return [];
    return [...this.#byType.values()].flatMap((tags) => [...tags]);
  }
}

function collect(
  index: CacheIndex,
  value: unknown,
  declared: GraphQLNamedType,
  selections: readonly SelectionNode[],
  tags: EntityTags,
): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(index, item, declared, selections, tags);
    return;
  }
  if (!isObject(value)) return;
  const reported = getOwn(value, '__typename');
  const type = (typeof reported === 'string' ? index.schema.getType(reported) : undefined) ?? declared;
  const fields = fieldsByName(value, selections);
  for (const name of namesOf(index, type)) tags.add(name, fields);
  descend(index, value, type, selections, tags);
}

function descend(
  index: CacheIndex,
  value: unknown,
  type: GraphQLNamedType | null,
  selections: readonly SelectionNode[],
  tags: EntityTags,
): void {
  if (!isObject(value)) return;
  for (const selection of selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value;
      const narrowed = condition === undefined ? type : (index.schema.getType(condition) ?? null);
      descend(index, value, narrowed, selection.selectionSet.selections, tags);
    } else if (selection.kind === Kind.FIELD && selection.selectionSet) {
      const result = resultType(type, selection.name.value);
      const child = getOwn(value, responseKeyOf(selection));
      if (result) collect(index, child, result, selection.selectionSet.selections, tags);
    }
  }
}

function resultType(type: GraphQLNamedType | null, fieldName: string): GraphQLNamedType | null {
  if (!isObjectType(type) && !isInterfaceType(type)) return null;
  const field = type.getFields()[fieldName];
  return field ? getNamedType(field.type) : null;
}

/** An object's selection by schema names instead of aliases. */
function fieldsByName(
  value: Readonly<Record<string, unknown>>,
  selections: readonly SelectionNode[],
  found: Record<string, unknown> = Object.create(null),
): Record<string, unknown> {
  for (const selection of selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      fieldsByName(value, selection.selectionSet.selections, found);
    } else if (selection.kind === Kind.FIELD && !selection.arguments?.length) {
      const own = getOwn(value, responseKeyOf(selection));
      if (own !== undefined) found[selection.name.value] = own;
    }
  }
  return found;
}

/**
 * Types under which the object is an entity: its own and its interfaces; for an abstract type, every possible
 * one.
 */
function namesOf({ schema }: CacheIndex, type: GraphQLNamedType): string[] {
  if (isObjectType(type)) return [type, ...type.getInterfaces()].map(({ name }) => name);
  return isAbstractType(type) ? [type, ...schema.getPossibleTypes(type)].map(({ name }) => name) : [];
}
