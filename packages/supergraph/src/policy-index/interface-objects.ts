import { type DocumentNode, Kind } from 'graphql';
import { type FieldJoin, fieldJoins, keysByGraph } from '../graphql/field-joins.ts';

/**
 * An interface that some subgraphs define as an `@interfaceObject`, contributing fields to each implementer.
 */
export interface InterfaceObject {
  /** Graph -> the keys by which it resolves objects. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
  /** The subgraphs' own fields. */
  joinsOf(fieldName: string): readonly FieldJoin[];
}

/**
 * Reads `@join__type(isInterfaceObject:)` of a supergraph; the implementer's field does not name its origin.
 */
export function interfaceObjects(document: DocumentNode): ReadonlyMap<string, InterfaceObject> {
  const found = new Map<string, InterfaceObject>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const keys = keysByGraph(definition, ({ isInterfaceObject }) => isInterfaceObject === true);
    if (keys.size === 0) continue;
    const fields = new Map((definition.fields ?? []).map((field) => [field.name.value, field]));
    found.set(definition.name.value, {
      keys,
      joinsOf(fieldName) {
        const field = fields.get(fieldName);
        return field ? fieldJoins(field).filter(({ graph }) => graph !== null && keys.has(graph)) : [];
      },
    });
  }
  return found;
}
