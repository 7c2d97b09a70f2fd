import { keysByGraph, subgraphNames } from '@civic-graph/supergraph/graphql';
import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';
import { selectionOf } from './subgraph-fields.ts';

/** Keys by which a subgraph resolves entities of a type, without keys of `resolvable: false`. */
export type EntityKeys = (subgraph: string, typeName: string) => readonly SelectionSetNode[];

/** Reads `@join__type(key:, resolvable:)` of a supergraph (the join specification). */
export function entityKeys(supergraph: DocumentNode): EntityKeys {
  const names = subgraphNames(supergraph);
  const keys = new Map<string, readonly SelectionSetNode[]>();
  for (const definition of supergraph.definitions) {
    if (
      definition.kind !== Kind.OBJECT_TYPE_DEFINITION &&
      definition.kind !== Kind.INTERFACE_TYPE_DEFINITION
    ) {
      continue;
    }
    for (const [graph, written] of keysByGraph(definition)) {
      const selections = written.map(selectionOf).filter((selection) => selection !== undefined);
      keys.set(`${names.get(graph)} ${definition.name.value}`, selections);
    }
  }
  return (subgraph, typeName) => keys.get(`${subgraph} ${typeName}`) ?? [];
}
