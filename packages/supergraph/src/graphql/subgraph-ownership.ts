import { directiveArguments } from '@civic-graph/policy';
import {
  type DefinitionNode,
  type DirectiveNode,
  type DocumentNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
} from 'graphql';

/** The agencies behind the types and fields of a supergraph (the join specification). */
export interface Ownership {
  /** Whether several subgraphs resolve `Type` or `Type.field`. */
  isShared(coordinate: string): boolean;
  isAnsweredBy(subgraph: string, coordinate: string): boolean;
  /** Names of the subgraphs that resolve `Type` or `Type.field`. */
  ownersOf(coordinate: string): readonly string[];
  /**
   * Field names of each key by which a subgraph resolves an object of the type; keys with nested fields are
   * omitted.
   */
  keysOf(subgraph: string, typeName: string): readonly (readonly string[])[];
  /** Whether a subgraph has entities of the type, by any key. */
  isEntity(subgraph: string, typeName: string): boolean;
}

export function readOwnership(document: DocumentNode): Ownership {
  const names = subgraphNames(document);
  const owners = new Map<string, ReadonlySet<string>>();
  const keys = new Map<string, string[][]>();
  const namesOf = (joins: readonly Join[]) =>
    new Set(joins.flatMap(({ graph }) => names.get(String(graph)) ?? []));

  for (const definition of document.definitions) {
    if (!('name' in definition) || !('directives' in definition) || !definition.name) continue;
    const typeName = definition.name.value;
    const joins = joined('join__type', definition.directives);
    const ofType = namesOf(joins);
    owners.set(typeName, ofType);
    for (const { graph, key } of joins) {
      const subgraph = names.get(String(graph));
      if (subgraph === undefined || typeof key !== 'string') continue;
      const known = keys.get(`${subgraph} ${typeName}`) ?? [];
      keys.set(`${subgraph} ${typeName}`, known);
      if (!key.includes('{'))
        known.push(
          key
            .trim()
            .split(/[\s,]+/)
            .sort(),
        );
    }
    if (!isObjectOrInterface(definition)) continue;
    for (const field of definition.fields ?? []) {
      const ofField = joined('join__field', field.directives).filter(
        ({ graph, external, usedOverridden }) => graph !== undefined && !external && !usedOverridden,
      );
      // A field without `join__field` belongs to every subgraph of the type.
      owners.set(`${typeName}.${field.name.value}`, ofField.length > 0 ? namesOf(ofField) : ofType);
    }
  }
  return {
    isShared: (coordinate) => (owners.get(coordinate)?.size ?? 0) > 1,
    ownersOf: (coordinate) => [...(owners.get(coordinate) ?? [])],
    isAnsweredBy: (subgraph, coordinate) => owners.get(coordinate)?.has(subgraph) ?? false,
    keysOf: (subgraph, typeName) => keys.get(`${subgraph} ${typeName}`) ?? [],
    isEntity: (subgraph, typeName) => keys.has(`${subgraph} ${typeName}`),
  };
}

function isObjectOrInterface(
  definition: DefinitionNode,
): definition is ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode {
  return (
    definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION
  );
}

/** Value of `join__Graph` -> name of the subgraph. */
export function subgraphNames(document: DocumentNode): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const value of definition.values ?? []) {
      const [graph] = joined('join__graph', value.directives);
      if (typeof graph?.name === 'string') names.set(value.name.value, graph.name);
    }
  }
  return names;
}

type Join = Readonly<Record<string, unknown>>;

/** Arguments of each use of one directive of the join specification. */
export function joined(name: string, directives: readonly DirectiveNode[] | undefined): Join[] {
  return (directives ?? []).filter((directive) => directive.name.value === name).map(directiveArguments);
}
