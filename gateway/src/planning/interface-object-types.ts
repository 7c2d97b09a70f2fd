import { joined, subgraphNames } from '@civic-graph/supergraph/graphql';
import { type DocumentNode, Kind } from 'graphql';

/** Whether a subgraph defines an interface as an `@interfaceObject`. */
export type IsInterfaceObject = (subgraph: string, typeName: string) => boolean;

/** Interfaces that some subgraph defines as an `@interfaceObject`. */
export function interfaceObjectNames(supergraph: DocumentNode): ReadonlySet<string> {
  const names = supergraph.definitions.flatMap((definition) =>
    definition.kind === Kind.INTERFACE_TYPE_DEFINITION &&
    joined('join__type', definition.directives).some(({ isInterfaceObject }) => isInterfaceObject === true)
      ? [definition.name.value]
      : [],
  );
  return new Set(names);
}

/** Reads `@join__type(isInterfaceObject:)` of a supergraph (the join specification). */
export function interfaceObjectTypes(supergraph: DocumentNode): IsInterfaceObject {
  const names = subgraphNames(supergraph);
  const places = new Set<string>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const { graph, isInterfaceObject } of joined('join__type', definition.directives)) {
      if (isInterfaceObject === true) places.add(`${names.get(String(graph))} ${definition.name.value}`);
    }
  }
  return (subgraph, typeName) => places.has(`${subgraph} ${typeName}`);
}
