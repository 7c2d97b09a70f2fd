import {
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { fieldJoins, keysByGraph } from '../graphql/field-joins.ts';
import { possibleTypes } from '../graphql/possible-types.ts';
import { interfaceObjects } from './interface-objects.ts';

/** Other fields that the gateway reads to answer one field. */
export interface FieldDependencies {
  /** Coordinates that `@requires` names: their values influence the field's value. */
  readonly required: readonly string[];
  /**
   * Coordinates of each key by which a subgraph can resolve the field's object; empty if the object is never
   * resolved by key.
   */
  readonly keys: readonly (readonly string[])[];
}

/**
 * Reads `@join__field(requires:)` and `@join__type(key:)`, for an `@interfaceObject` on its implementers.
 * Needed because composers before November 2025 omit the rules of required fields (GHSA-m8jr-fxqx-8xx6).
 */
export function fieldDependencies(
  document: DocumentNode,
  schema: GraphQLSchema,
): ReadonlyMap<string, FieldDependencies> {
  const dependencies = new Map<string, FieldDependencies>();
  const lent = interfaceObjects(document);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
      continue;
    // An interface without implementers counts as an object type.
    const [type] = possibleTypes(schema.getType(definition.name.value), schema);
    if (type?.name !== definition.name.value) continue;
    const own = keysByGraph(definition);
    const lenders = type.getInterfaces().flatMap(({ name }) => lent.get(name) ?? []);
    const isLookedUp = own.size + lenders.length > 1;
    for (const field of definition.fields ?? []) {
      const { value: name } = field.name;
      const joins = [
        ...fieldJoins(field).map((join) => ({ ...join, keys: own })),
        ...lenders.flatMap(({ keys, joinsOf }) => joinsOf(name).map((join) => ({ ...join, keys }))),
      ];
      const required = joins.flatMap(({ requires }) => coordinatesIn(requires, type, schema));
      const placed = joins.filter(({ graph }) => graph !== null);
      const offered =
        placed.length > 0
          ? placed.flatMap(({ graph, keys }) => keys.get(graph ?? '') ?? [])
          : [...own.values()].flat();
      const found = isLookedUp ? offered.map((key) => coordinatesIn(key, type, schema)) : [];
      if (required.length > 0 || found.length > 0) {
        dependencies.set(`${type.name}.${name}`, { required, keys: found });
      }
    }
  }
  return dependencies;
}

/** Every coordinate that a field set selects, on every possible object type. */
export function coordinatesIn(fieldSet: string, type: GraphQLCompositeType, schema: GraphQLSchema): string[] {
  if (fieldSet.trim() === '') return [];
  const [operation] = parse(`{ ${fieldSet} }`, { noLocation: true }).definitions;
  return operation?.kind === Kind.OPERATION_DEFINITION ? selected(operation.selectionSet, type) : [];

  function selected({ selections }: SelectionSetNode, parent: GraphQLCompositeType): string[] {
    return selections.flatMap((selection): string[] => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const narrowed = selection.typeCondition && schema.getType(selection.typeCondition.name.value);
        return selected(selection.selectionSet, isCompositeType(narrowed) ? narrowed : parent);
      }
      const name = selection.name.value;
      const possible = isObjectType(parent) ? [parent] : [parent, ...schema.getPossibleTypes(parent)];
      const coordinates = possible.map((object) => `${object.name}.${name}`);
      const result = 'getFields' in parent ? parent.getFields()[name]?.type : undefined;
      const below = result && getNamedType(result);
      return selection.selectionSet && isCompositeType(below)
        ? [...coordinates, ...selected(selection.selectionSet, below)]
        : coordinates;
    });
  }
}
