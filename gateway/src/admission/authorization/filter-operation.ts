import { possibleTypes, type TypeWithFields, takesIn } from '@civic-graph/supergraph/graphql';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  Kind,
  type NameNode,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { FetchKeys } from '../../lib/graphql/fetch-key.ts';
import type { Inclusion } from '../../lib/graphql/inclusion.ts';
import { responseKeyOf } from '../../lib/graphql/response-key.ts';
import type { Access } from './access.ts';

/**
 * Returns the part of an operation that a caller may run as a document of its own; `null` if nothing is left
 * to fetch.
 *
 * - Fragments are expanded, because access depends on the types that a field can occur on.
 * - A field of an interface is judged for each possible object type, and selected under `... on` the allowed
 *   types.
 * - A field whose subfields are all denied keeps `__typename`: the object's existence is not secret, and null
 *   would be false.
 * - Selections that `@skip` and `@include` exclude are dropped, with these directives.
 * - Introspection and `__typename` are dropped: the gateway answers them; plans ask for abstract types.
 * - Aliases that a planner could confuse are replaced (see `FetchKeys`).
 *
 * The answer is shaped from the *original* operation, so that a denied field is null there, with an error.
 */
export function filterOperation(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  access: Access,
  included: Inclusion,
  fetchKey: FetchKeys,
): string | null {
  const root = schema.getRootType(operation.operation);
  if (!root) return null;
  const selections = filterSelections(operation.selectionSet, root, [root], true);
  if (selections.length === 0) return null;
  const used = usedVariables(selections);
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        kind: Kind.OPERATION_DEFINITION,
        operation: operation.operation,
        variableDefinitions: (operation.variableDefinitions ?? []).filter((definition) =>
          used.has(definition.variable.name.value),
        ),
        selectionSet: { kind: Kind.SELECTION_SET, selections },
      },
    ],
  };
  return print(document);

  function filterSelections(
    selectionSet: SelectionSetNode,
    parent: GraphQLCompositeType,
    possible: readonly TypeWithFields[],
    isRoot: boolean,
  ): SelectionNode[] {
    return selectionSet.selections.flatMap((selection): SelectionNode[] => {
      if (!included(selection)) return [];
      if (selection.kind === Kind.FIELD) return filterField(selection, parent, possible, isRoot);
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (!fragment) return [];
      const condition = fragment.typeCondition?.name.value;
      const type = condition === undefined ? parent : schema.getType(condition);
      if (!isCompositeType(type)) return [];
      const narrowed = possible.filter((object) => takesIn(type.name, object.name, schema));
      const filtered = filterSelections(fragment.selectionSet, type, narrowed, isRoot);
      // Apollo's planner rejects a fragment on an interface without implementers.
      if (filtered.length === 0 || type.name === parent.name) return filtered;
      return [
        {
          kind: Kind.INLINE_FRAGMENT,
          typeCondition: { kind: Kind.NAMED_TYPE, name: name(type.name) },
          selectionSet: { kind: Kind.SELECTION_SET, selections: filtered },
        },
      ];
    });
  }

  function filterField(
    field: FieldNode,
    parent: GraphQLCompositeType,
    possible: readonly TypeWithFields[],
    isRoot: boolean,
  ): SelectionNode[] {
    const fieldName = field.name.value;
    if (isRoot && fieldName.startsWith('__')) return [];
    const allowed = possible.filter((object) => access.refusalOf(object.name, fieldName) === null);
    if (fieldName === '__typename') return [];
    if (allowed.length === 0) return [];
    const filtered = withSubfields({ ...underFetchKey(field), directives: [] }, parent);
    if (allowed.length === possible.length) return [filtered];
    return allowed.map((object) => ({
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: { kind: Kind.NAMED_TYPE, name: name(object.name) },
      selectionSet: { kind: Kind.SELECTION_SET, selections: [filtered] },
    }));
  }

  function underFetchKey(field: FieldNode): FieldNode {
    const key = fetchKey(field);
    return key === responseKeyOf(field) ? field : { ...field, alias: name(key) };
  }

  function withSubfields(field: FieldNode, parent: GraphQLCompositeType): FieldNode {
    if (!field.selectionSet) return field;
    const type = resultType(parent, field.name.value);
    if (!isCompositeType(type)) return field;
    const possible = possibleTypes(type, schema);
    const filtered = filterSelections(field.selectionSet, type, possible, false);
    const selections = filtered.length === 0 ? [typenameField] : filtered;
    return { ...field, selectionSet: { kind: Kind.SELECTION_SET, selections } };
  }
}

function resultType(parent: GraphQLCompositeType, fieldName: string): GraphQLNamedType | undefined {
  if (!('getFields' in parent)) return undefined;
  const field = parent.getFields()[fieldName];
  return field && getNamedType(field.type);
}

function name(value: string): NameNode {
  return { kind: Kind.NAME, value };
}

const typenameField: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

function usedVariables(selections: readonly SelectionNode[]): Set<string> {
  const used = new Set<string>();
  visit(
    { kind: Kind.SELECTION_SET, selections },
    { Variable: (variable) => void used.add(variable.name.value) },
  );
  return used;
}
