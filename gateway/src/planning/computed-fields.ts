import {
  type DocumentNode,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { responseKeyOf } from '../lib/graphql/response-key.ts';
import { annotatedPlanner } from './annotated-planner.ts';
import type { ComputedField } from './plan.ts';
import type { FetchNode } from './plan-fetches.ts';
import type { Planner } from './planner.ts';
import { readFetch } from './read-fetch.ts';
import { type SubgraphFields, subgraphFields } from './subgraph-fields.ts';

/** Marks the fields of each fetch that the subgraph computes from other subgraphs' fields (`@requires`). */
export function computedMarkingPlanner(
  planner: Planner,
  supergraph: DocumentNode,
  schema: GraphQLSchema,
): Planner {
  const fieldOf = subgraphFields(supergraph);
  return annotatedPlanner(planner, (node) => {
    const computed = computedFields(node, fieldOf, schema);
    return computed.length > 0 ? { ...node.fetch, computed } : node.fetch;
  });
}

function computedFields(node: FetchNode, fieldOf: SubgraphFields, schema: GraphQLSchema): ComputedField[] {
  if (node.kind === 'root') return [];
  const { subgraph } = node.fetch;
  return (readFetch(node.fetch)?.selectionSet.selections ?? []).flatMap((entities) =>
    entities.kind === Kind.FIELD ? below(entities.selectionSet, null) : [],
  );

  function below(set: SelectionSetNode | undefined, typeName: string | null): ComputedField[] {
    return (set?.selections ?? []).flatMap((selection) => {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        return below(selection.selectionSet, selection.typeCondition?.name.value ?? typeName);
      }
      return selection.kind === Kind.FIELD && typeName !== null ? ofTypes(selection, typeName) : [];
    });
  }

  function ofTypes(selection: SelectionNode & { kind: Kind.FIELD }, typeName: string): ComputedField[] {
    const responseKey = responseKeyOf(selection);
    return possibleTypes(typeName, schema).flatMap((type) => {
      const requires = fieldOf(subgraph, type, selection.name.value)?.requires;
      return requires ? [{ typeName: type, responseKey, requires }] : [];
    });
  }
}

function possibleTypes(typeName: string, schema: GraphQLSchema): string[] {
  const type = schema.getType(typeName);
  return isAbstractType(type)
    ? [typeName, ...schema.getPossibleTypes(type).map(({ name }) => name)]
    : [typeName];
}
