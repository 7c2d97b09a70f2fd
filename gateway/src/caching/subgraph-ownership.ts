import { directiveArguments } from '@civic-graph/policy';
import { type ConstDirectiveNode, type DocumentNode, Kind } from 'graphql';

/** Which agencies stand behind the types and fields of a supergraph (the join specification). */
export interface Ownership {
  /** Whether more than one subgraph answers for `Type` or `Type.field`. */
  isShared(coordinate: string): boolean;
  /** Field names of each key by which a subgraph finds an object of the type; keys with nested fields are left out. */
  keysOf(subgraph: string, typeName: string): readonly (readonly string[])[];
  /** Whether a subgraph has entities of the type, by whatever key. */
  isEntity(subgraph: string, typeName: string): boolean;
}

export function readOwnership(document: DocumentNode): Ownership {
  const names = subgraphNames(document);
  const shared = new Set<string>();
  const keys = new Map<string, string[][]>();

  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
      continue;
    const typeName = definition.name.value;
    const joins = joined('join__type', definition.directives);
    const ownersOfType = new Set(joins.map(({ graph }) => graph));
    if (ownersOfType.size > 1) shared.add(typeName);
    for (const { graph, key } of joins) {
      const subgraph = names.get(String(graph));
      if (subgraph === undefined || typeof key !== 'string') continue;
      const ofType = keys.get(`${subgraph} ${typeName}`) ?? [];
      keys.set(`${subgraph} ${typeName}`, ofType);
      if (!key.includes('{'))
        ofType.push(
          key
            .trim()
            .split(/[\s,]+/)
            .sort(),
        );
    }
    for (const field of definition.fields ?? []) {
      const owners = joined('join__field', field.directives).filter(
        ({ graph, external, usedOverridden }) => graph !== undefined && !external && !usedOverridden,
      );
      // A field without `join__field` is answered by every subgraph that has the type.
      const count = owners.length > 0 ? owners.length : ownersOfType.size;
      if (count > 1) shared.add(`${typeName}.${field.name.value}`);
    }
  }
  return {
    isShared: (coordinate) => shared.has(coordinate),
    keysOf: (subgraph, typeName) => keys.get(`${subgraph} ${typeName}`) ?? [],
    isEntity: (subgraph, typeName) => keys.has(`${subgraph} ${typeName}`),
  };
}

/** Value of `join__Graph` -> name of the subgraph. */
function subgraphNames(document: DocumentNode): ReadonlyMap<string, string> {
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

function joined(
  name: string,
  directives: readonly ConstDirectiveNode[] | undefined,
): Readonly<Record<string, unknown>>[] {
  return (directives ?? []).filter((directive) => directive.name.value === name).map(directiveArguments);
}
