import {
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  print,
  type SelectionSetNode,
} from 'graphql';
import { PlanError } from '../planner.ts';
import type { SubgraphField, SubgraphFields } from '../subgraph-fields.ts';
import { isOf } from './supplied-places.ts';

export interface GivenCheck {
  readonly schema: GraphQLSchema;
  readonly fieldOf: SubgraphFields;
}

/**
 * Returns the fields that a subgraph resolves: its own, and external ones only on paths with `@provides`.
 * @param provided fields that the path here provides
 * @throws PlanError if it does not resolve the field, or not with these arguments
 */
export function ensureGiven(
  { name: { value: name }, selectionSet }: FieldNode,
  type: string,
  subgraph: string,
  provided: readonly SelectionSetNode[],
  { schema, fieldOf }: GivenCheck,
): SubgraphField {
  const field = fieldOf(subgraph, type, name);
  if (!field || (field.isExternal && !isProvided(name, type, provided, schema))) {
    throw new PlanError(
      `A fetch of the plan asks ${subgraph} for ${type}.${name}, which it does not resolve`,
    );
  }
  if (isCompositeType(resultOf(type, name, schema)) !== (selectionSet !== undefined)) {
    throw new PlanError(`A fetch of the plan requests ${type}.${name} with another type`);
  }
  return field;
}

/** Whether the path to an object provides a field of it. */
export function isProvided(
  name: string,
  type: string,
  provided: readonly SelectionSetNode[],
  schema: GraphQLSchema,
): boolean {
  return provided.some((set) => fieldsIn(set, type, name, schema).length > 0);
}

/** The provided fields of the objects that a field returns. */
export function providedBelow(
  name: string,
  type: string,
  { provides }: SubgraphField,
  provided: readonly SelectionSetNode[],
  schema: GraphQLSchema,
): SelectionSetNode[] {
  const carried = provided.flatMap((set) => fieldsIn(set, type, name, schema));
  return [...carried.flatMap(({ selectionSet }) => selectionSet ?? []), ...(provides ? [provides] : [])];
}

/** The provided fields of each of several paths. */
export function providedByAll([
  first = [],
  ...others
]: readonly (readonly SelectionSetNode[])[]): SelectionSetNode[] {
  return first.filter((set) =>
    others.every((sets) => sets.some((other) => other === set || print(other) === print(set))),
  );
}

export function resultOf(
  typeName: string,
  field: string,
  schema: GraphQLSchema,
): GraphQLNamedType | undefined {
  const type = schema.getType(typeName);
  const result = isObjectType(type) || isInterfaceType(type) ? type.getFields()[field]?.type : undefined;
  return result && getNamedType(result);
}

/** Fields of a name in a selection set, for objects of a type. */
function fieldsIn(
  { selections }: SelectionSetNode,
  type: string,
  name: string,
  schema: GraphQLSchema,
): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value === name ? [selection] : [];
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    const applies = isOf(type, selection.typeCondition?.name.value ?? null, schema);
    return applies ? fieldsIn(selection.selectionSet, type, name, schema) : [];
  });
}
