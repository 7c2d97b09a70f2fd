import {
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { annotatedPlanner } from './annotated-planner.ts';
import type { EntityFetchNode, RequiredSelection, RootFetchNode } from './plan.ts';
import type { Planner } from './planner.ts';
import { readFetch, readOperation } from './read-fetch.ts';

/** The public fields of a supergraph. */
export interface PublicFields {
  readonly schema: GraphQLSchema;
  /** Whether anyone may read `type.field`: class C0 without a rule. */
  isPublic(typeName: string, fieldName: string): boolean;
}

/**
 * Marks fetches that read only public data, keys included: they carry no caller's identity, so that callers
 * may share them.
 */
export function publicMarkingPlanner(planner: Planner, fields: PublicFields): Planner {
  return annotatedPlanner(planner, (node) =>
    isPublicFetch(fields, node) ? { ...node.fetch, isPublic: true } : node.fetch,
  );
}

function isPublicFetch(fields: PublicFields, node: RootFetchNode | EntityFetchNode): boolean {
  const { type, text } = node.fetch;
  const operation = type === 'subscription' ? readOperation(text) : readFetch(node.fetch);
  if (!operation) return false;
  const { selectionSet } = operation;
  if (node.kind === 'root') {
    const { schema } = fields;
    const root = type === 'subscription' ? schema.getSubscriptionType() : schema.getQueryType();
    return root ? arePublicSelections(fields, root, selectionSet) : false;
  }
  const areKeysPublic = node.inputs.every(({ requires }) =>
    areRequirementsPublic(fields, requires, undefined),
  );
  return (
    areKeysPublic &&
    selectionSet.selections.every(
      (entities) =>
        entities.kind === Kind.FIELD &&
        entities.name.value === '_entities' &&
        entities.selectionSet?.selections.every(
          (selection) =>
            isTypename(selection) ||
            (selection.kind === Kind.INLINE_FRAGMENT &&
              arePublicSelections(fields, undefined, { kind: Kind.SELECTION_SET, selections: [selection] })),
        ) === true,
    )
  );
}

/** The fields sent to a subgraph: keys, and other subgraphs' fields that `@requires` names. */
export function areRequirementsPublic(
  fields: PublicFields,
  selections: readonly RequiredSelection[],
  type: GraphQLNamedType | undefined,
): boolean {
  return selections.every((selection) => {
    if (selection.kind === 'fragment') {
      const { typeCondition } = selection;
      const narrowed = typeCondition === null ? type : fields.schema.getType(typeCondition);
      return areRequirementsPublic(fields, selection.selections, narrowed);
    }
    if (selection.name === '__typename') return true;
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name] : undefined;
    if (!type || !field || !fields.isPublic(type.name, selection.name)) return false;
    return areRequirementsPublic(fields, selection.selections ?? [], getNamedType(field.type));
  });
}

function arePublicSelections(
  fields: PublicFields,
  type: GraphQLNamedType | undefined,
  { selections }: SelectionSetNode,
): boolean {
  return selections.every((selection) => {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value;
      const narrowed = condition === undefined ? type : fields.schema.getType(condition);
      return arePublicSelections(fields, narrowed, selection.selectionSet);
    }
    // A fragment left over is undefined.
    if (selection.kind !== Kind.FIELD) return false;
    const name = selection.name.value;
    const members = membersOf(fields.schema, type);
    if (name === '__typename') return members.every((member) => fields.isPublic(member.name, name));
    // The member is unknown before the answer, so all of them count.
    const having = members.filter((member) => name in member.getFields());
    return (
      having.length > 0 &&
      having.every((member) => {
        const field = member.getFields()[name];
        if (!field || !fields.isPublic(member.name, name)) return false;
        const { selectionSet } = selection;
        return !selectionSet || arePublicSelections(fields, getNamedType(field.type), selectionSet);
      })
    );
  });
}

function isTypename(selection: SelectionSetNode['selections'][number]): boolean {
  return selection.kind === Kind.FIELD && selection.name.value === '__typename';
}

/** The type itself and, if abstract, every possible object type. */
function membersOf(
  schema: GraphQLSchema,
  type: GraphQLNamedType | undefined,
): readonly (GraphQLObjectType | GraphQLInterfaceType)[] {
  if (isObjectType(type)) return [type];
  if (isInterfaceType(type)) return [type, ...schema.getPossibleTypes(type)];
  return isAbstractType(type) ? schema.getPossibleTypes(type) : [];
}
