import { joined, subgraphNames } from '@civic-graph/supergraph/graphql';
import { type DocumentNode, type FieldDefinitionNode, Kind, parse, type SelectionSetNode } from 'graphql';
import { interfaceObjectTypes } from './interface-object-types.ts';

/** A field in one subgraph. */
export interface SubgraphField {
  /** Whether it is `@external`: the subgraph resolves it only where a path provides it. */
  readonly isExternal: boolean;
  /** Whether it is an external key field, which the subgraph receives but may not have for other objects. */
  readonly isExternalKey: boolean;
  /** The entity's fields that it requires. */
  readonly requires: SelectionSetNode | undefined;
  /** Fields that it provides, beside its own, on the returned objects. */
  readonly provides: SelectionSetNode | undefined;
}

/** `undefined` if the subgraph has no such field of the type. */
export type SubgraphFields = (subgraph: string, typeName: string, field: string) => SubgraphField | undefined;

/** Reads `@join__type` and `@join__field` of a supergraph (the join specification). */
export function subgraphFields(supergraph: DocumentNode): SubgraphFields {
  const names = subgraphNames(supergraph);
  const fields = new Map<string, SubgraphField>();
  const isInterfaceObject = interfaceObjectTypes(supergraph);
  const interfaces = new Map<string, readonly string[]>();

  for (const definition of supergraph.definitions) {
    if (
      definition.kind !== Kind.OBJECT_TYPE_DEFINITION &&
      definition.kind !== Kind.INTERFACE_TYPE_DEFINITION
    ) {
      continue;
    }
    const typeName = definition.name.value;
    interfaces.set(
      typeName,
      (definition.interfaces ?? []).map(({ name }) => name.value),
    );
    const joins = joined('join__type', definition.directives);
    const keys = new Set(
      joins.flatMap(({ graph, key }) =>
        typeof key === 'string' ? namesIn(key).map((name) => `${graph} ${name}`) : [],
      ),
    );
    for (const field of definition.fields ?? []) {
      for (const join of joinsOf(field, joins)) {
        const subgraph = names.get(String(join.graph));
        if (subgraph === undefined) continue;
        // Both subgraphs still resolve a field that moves by a label (`@override(label:)`). A subgraph has
        // its keys.
        const isLeft = join.usedOverridden === true && join.overrideLabel === undefined;
        const isKey = keys.has(`${join.graph} ${field.name.value}`);
        const isExternal = join.external === true || isLeft;
        fields.set(`${subgraph} ${typeName}.${field.name.value}`, {
          isExternal: isExternal && !isKey,
          isExternalKey: isExternal && isKey,
          requires: selectionOf(join.requires),
          provides: selectionOf(join.provides),
        });
      }
    }
  }

  return (subgraph, typeName, field) => {
    const own = fields.get(`${subgraph} ${typeName}.${field}`);
    if (own) return own;
    for (const name of interfaces.get(typeName) ?? []) {
      // It has the fields of the interface for all members.
      const lent = isInterfaceObject(subgraph, name) && fields.get(`${subgraph} ${name}.${field}`);
      if (lent) return lent;
    }
    return undefined;
  };
}

/** A field without `@join__field` belongs to every subgraph of the type; one without a graph to none. */
function joinsOf({ directives }: FieldDefinitionNode, ofType: ReturnType<typeof joined>) {
  const ofField = joined('join__field', directives);
  return ofField.length > 0 ? ofField : ofType.map(({ graph }) => ({ graph }) as (typeof ofType)[number]);
}

/** Names of a key's fields; nested ones are that type's own keys or fields. */
function namesIn(key: string): string[] {
  return (selectionOf(key)?.selections ?? []).flatMap((selection) =>
    selection.kind === Kind.FIELD ? [selection.name.value] : [],
  );
}

/** A field set from an argument; `undefined` if there is none. */
export function selectionOf(written: unknown): SelectionSetNode | undefined {
  if (typeof written !== 'string' || written.trim() === '') return undefined;
  const [operation] = parse(`{ ${written} }`, { noLocation: true }).definitions;
  return operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet : undefined;
}
