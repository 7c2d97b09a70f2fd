import { type DocumentNode, Kind, parse, type SelectionSetNode } from 'graphql';
import { joined, subgraphNames } from '../supergraph/subgraph-ownership.ts';

/** What a subgraph has to be given of an entity to resolve a field of it; `undefined` where that is nothing. */
export type RequiredFields = (
  subgraph: string,
  typeName: string,
  field: string,
) => SelectionSetNode | undefined;

/** Reads `@join__field(requires:)` of a supergraph. */
export function requiredFields(supergraph: DocumentNode): RequiredFields {
  const names = subgraphNames(supergraph);
  const required = new Map<string, SelectionSetNode>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const { name, directives } of definition.fields ?? []) {
      for (const { graph, requires } of joined('join__field', directives)) {
        if (typeof requires !== 'string' || requires.trim() === '') continue;
        const [operation] = parse(`{ ${requires} }`, { noLocation: true }).definitions;
        if (operation?.kind !== Kind.OPERATION_DEFINITION) continue;
        required.set(
          `${names.get(String(graph))} ${definition.name.value}.${name.value}`,
          operation.selectionSet,
        );
      }
    }
  }
  return (subgraph, typeName, field) => required.get(`${subgraph} ${typeName}.${field}`);
}
