import { type DocumentNode, type FieldDefinitionNode, Kind, parse, type SelectionSetNode } from 'graphql';
import { joined, subgraphNames } from '../lib/graphql/subgraph-ownership.ts';
import { interfaceObjectTypes } from './interface-object-types.ts';

/** A field as one subgraph has it. */
export interface SubgraphField {
  /**
   * Whether it only names the field (`@external`), and gives it nowhere but where a way there provides it.
   */
  readonly isExternal: boolean;
  /** Whether it is a key's, and external: the subgraph is sent it, and need not have it of other objects. */
  readonly isExternalKey: boolean;
  /** What it has to be given of an entity to resolve the field. */
  readonly requires: SelectionSetNode | undefined;
  /** What it gives, beside its own fields, of the objects that the field leads to. */
  readonly provides: SelectionSetNode | undefined;
}

/** `undefined` where the subgraph has no such field of the type. */
export type SubgraphFields = (subgraph: string, typeName: string, field: string) => SubgraphField | undefined;

/** Reads `@join__type` and `@join__field` of a supergraph (the join specification). */
export function subgraphFields(supergraph: DocumentNode): SubgraphFields {
  const names = subgraphNames(supergraph);
  const fields = new Map<string, SubgraphField>();
  const seesAsObject = interfaceObjectTypes(supergraph);
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
        // A field that moves by a label is still resolved by both (`@override(label:)`). A subgraph knows its
        // keys.
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
      const lent = seesAsObject(subgraph, name) && fields.get(`${subgraph} ${name}.${field}`);
      if (lent) return lent;
    }
    return undefined;
  };
}

/**
 * A field without `@join__field` is one of every subgraph that has the type; one that names no subgraph is of
 * none.
 */
function joinsOf({ directives }: FieldDefinitionNode, ofType: ReturnType<typeof joined>) {
  const ofField = joined('join__field', directives);
  return ofField.length > 0 ? ofField : ofType.map(({ graph }) => ({ graph }) as (typeof ofType)[number]);
}

/** Names of the fields of a key; those below another one are keys of that one's type, or its own fields. */
function namesIn(key: string): string[] {
  return (selectionOf(key)?.selections ?? []).flatMap((selection) =>
    selection.kind === Kind.FIELD ? [selection.name.value] : [],
  );
}

/** A field set as it stands in an argument; `undefined` where there is none. */
export function selectionOf(written: unknown): SelectionSetNode | undefined {
  if (typeof written !== 'string' || written.trim() === '') return undefined;
  const [operation] = parse(`{ ${written} }`, { noLocation: true }).definitions;
  return operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet : undefined;
}
