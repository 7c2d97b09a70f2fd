import { type DocumentNode, Kind, parse, type SelectionSetNode, visit } from 'graphql';
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

/**
 * Fields that take arguments and that some `@requires` reads. By name alone: fields of one name on an interface and on
 * its members have to have one key.
 */
export function requiredFieldsWithArguments(supergraph: DocumentNode): ReadonlySet<string> {
  const withArguments = new Set<string>();
  const required = new Set<string>();
  visit(supergraph, {
    FieldDefinition({ name, arguments: taken = [] }) {
      if (taken.length > 0) withArguments.add(name.value);
    },
    Directive({ name, arguments: given = [] }) {
      if (name.value !== 'join__field') return;
      for (const { name: argument, value } of given) {
        if (argument.value !== 'requires' || value.kind !== Kind.STRING || value.value.trim() === '')
          continue;
        visit(parse(`{ ${value.value} }`, { noLocation: true }), {
          Field: (field) => void required.add(field.name.value),
        });
      }
    },
  });
  return new Set([...required].filter((name) => withArguments.has(name)));
}
