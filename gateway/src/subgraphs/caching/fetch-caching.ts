import { createHash } from 'node:crypto';
import { longestMaxAge } from '@civic-graph/supergraph/cache-hints';
import {
  type FieldNode,
  type InlineFragmentNode,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { responseKeyOf } from '../../lib/graphql/response-key.ts';
import type {
  CachedEntity,
  CachedInput,
  CachedSelection,
  FetchCaching,
} from '../../planning/cacheable-fetch.ts';
import type { EntityFetchNode, EntityInput, RootFetchNode } from '../../planning/plan.ts';
import { areRequirementsPublic } from '../../planning/public-fetch.ts';
import { readFetch } from '../../planning/read-fetch.ts';
import { entityTagger, representationTags } from './answer-tags.ts';
import type { CacheIndex } from './cache-index.ts';
import { lifetimeOf, type SelectionLifetime } from './selection-lifetime.ts';
import { coordinateTag } from './tag.ts';

/** `undefined` if the response is not cacheable. */
export function rootCaching(index: CacheIndex, { fetch }: RootFetchNode): FetchCaching | undefined {
  const operation = readFetch(fetch);
  const type = index.schema.getQueryType();
  if (!operation || !type) return undefined;
  const { selectionSet } = operation;
  const { maxAge, coordinates } = lifetimeOf(index, type, selectionSet, null);
  if (maxAge === 0) return undefined;
  return {
    kind: 'root',
    selection: {
      ...identify(index, fetch.subgraph, operation, selectionSet),
      maxAge,
      tags: [...coordinates].map((coordinate) => coordinateTag(fetch.subgraph, coordinate)),
      entitiesIn: entityTagger(index, fetch.subgraph, type, selectionSet),
    },
  };
}

/** `undefined` if the response is not cacheable. */
export function entityCaching(
  index: CacheIndex,
  { fetch, inputs }: EntityFetchNode,
): FetchCaching | undefined {
  const operation = readFetch(fetch);
  if (!operation) return undefined;
  const cached = inputs.map((input): CachedInput => {
    const { responseKey, variable } = input;
    return { responseKey, variable, selection: entitySelection(index, fetch.subgraph, operation, input) };
  });
  return cached.some(({ selection }) => selection !== null)
    ? { kind: 'entities', inputs: cached }
    : undefined;
}

function entitySelection(
  index: CacheIndex,
  subgraph: string,
  operation: OperationDefinitionNode,
  { requires, responseKey }: EntityInput,
): CachedEntity | null {
  // Keys and required fields become part of the cache key, so they must be public as well.
  if (!areRequirementsPublic(index, requires, undefined)) return null;
  const selectionSet = operation.selectionSet.selections.find(
    (selection): selection is FieldNode =>
      selection.kind === Kind.FIELD && responseKeyOf(selection) === responseKey,
  )?.selectionSet;
  if (!selectionSet) return null;
  const { maxAge, coordinates } = entityLifetime(index, selectionSet, requires);
  if (maxAge === 0) return null;
  return {
    ...identify(index, subgraph, operation, selectionSet),
    maxAge,
    tags: [...coordinates].map((coordinate) => coordinateTag(subgraph, coordinate)),
    entitiesIn: entityTagger(index, subgraph, null, selectionSet),
    tagsOf: (representation) => representationTags(index, subgraph, representation),
  };
}

/** `_entities` has no hint: an entity's lifetime is that of its type and of the selected fields. */
function entityLifetime(
  index: CacheIndex,
  { selections }: SelectionSetNode,
  requires: EntityInput['requires'],
): SelectionLifetime {
  const lifetimes = selections.map((selection): SelectionLifetime => {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const type = index.schema.getType(selection.typeCondition?.name.value ?? '');
      const hint = type && index.hintOf(type.name);
      if (type && !hint?.isPrivate) {
        const fetched = withoutRepeated(index, type.name, selection.selectionSet, requires);
        const { maxAge, coordinates } = lifetimeOf(index, type, fetched, hint?.maxAge ?? null);
        return { maxAge, coordinates: new Set([...coordinates, ...coordinatesIn(type.name, selection)]) };
      }
    }
    const isTypename = selection.kind === Kind.FIELD && selection.name.value === '__typename';
    return { maxAge: isTypename ? longestMaxAge : 0, coordinates: new Set() };
  });
  const hasFragment = selections.some(({ kind }) => kind === Kind.INLINE_FRAGMENT);
  return {
    maxAge: hasFragment ? Math.min(...lifetimes.map(({ maxAge }) => maxAge)) : 0,
    coordinates: new Set(lifetimes.flatMap(({ coordinates }) => [...coordinates])),
  };
}

/** Without key fields: they repeat the representation, so they need no hint of their own. */
function withoutRepeated(
  index: CacheIndex,
  typeName: string,
  selectionSet: SelectionSetNode,
  requires: EntityInput['requires'],
): SelectionSetNode {
  const sent = new Set(
    requires.flatMap((part) =>
      part.kind === 'fragment' && part.typeCondition === typeName
        ? part.selections.flatMap((field) => (field.kind === 'field' && !field.selections ? field.name : []))
        : [],
    ),
  );
  const isRepeated = (name: string) => sent.has(name) && index.hintOf(`${typeName}.${name}`) === undefined;
  const selections = selectionSet.selections.filter(
    (field) => field.kind !== Kind.FIELD || !isRepeated(field.name.value),
  );
  return { ...selectionSet, selections };
}

/** Coordinates of the fields at the top of an entity's selection. */
function coordinatesIn(typeName: string, { selectionSet }: InlineFragmentNode): string[] {
  return selectionSet.selections.flatMap((field) =>
    field.kind === Kind.FIELD && field.name.value !== '__typename' ? `${typeName}.${field.name.value}` : [],
  );
}

/** A selection has the same key in any plan and under any alias. */
function identify(
  index: CacheIndex,
  subgraph: string,
  operation: OperationDefinitionNode,
  selectionSet: SelectionSetNode,
): Pick<CachedSelection, 'keyPrefix' | 'variables'> {
  const used = new Set<string>();
  visit(selectionSet, { Variable: ({ name }) => void used.add(name.value) });
  const definitions = (operation.variableDefinitions ?? []).filter(({ variable }) =>
    used.has(variable.name.value),
  );
  const text = [...definitions.map(print), print(selectionSet)].join('\n');
  const hash = createHash('sha256').update(text).digest('base64url');
  return {
    keyPrefix: `${index.version} ${subgraph} ${hash}`,
    variables: definitions.map(({ variable }) => variable.name.value).sort(),
  };
}
