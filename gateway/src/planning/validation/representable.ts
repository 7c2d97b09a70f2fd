import { type GraphQLSchema, Kind, type SelectionSetNode } from 'graphql';
import type { RequiredSelection } from '../plan.ts';
import { PlanError } from '../planner.ts';
import type { SubgraphField } from '../subgraph-fields.ts';
import type { PlanPosition } from './plan-position.ts';
import { isCalled, isOf, isSuppliedBy, narrowed, type Place } from './supplied-places.ts';

/** The selection, place and time of a representation. */
export interface Given {
  readonly place: Place;
  readonly requires: readonly RequiredSelection[];
  readonly position: PlanPosition;
}

/** Types of the objects whose representation can be built. */
export function asking(
  { place, requires, position }: Given,
  types: ReadonlySet<string>,
  schema: GraphQLSchema,
) {
  const asked = [...types].filter((type) => {
    const needed = neededFor(type, requires, schema);
    return needed.length > 0 && needed.every((field) => hasField(place, type, field, position, schema));
  });
  return new Set(asked);
}

/** Whether representations of a type carry all fields of a key. */
export function bringsKey(key: SelectionSetNode, type: string, given: Given, schema: GraphQLSchema): boolean {
  return brings(neededFor(type, given.requires, schema), given, [type], key, schema);
}

/**
 * A key in the representation's form if the data has all its fields under their names by then; else `null`.
 */
export function suppliedKey(
  { selections }: SelectionSetNode,
  type: string,
  { place, position }: Pick<Given, 'place' | 'position'>,
  schema: GraphQLSchema,
): RequiredSelection[] | null {
  const supplied: RequiredSelection[] = [];
  for (const selection of selections) {
    if (selection.kind !== Kind.FIELD) return null;
    const name = selection.name.value;
    const supply = place.fields.get(name);
    if (!supply || !isCalled(supply, type, selection, schema, position)) return null;
    const { selectionSet } = selection;
    const { below } = supply;
    const [only, ...others] = below.types;
    if (selectionSet && (only === undefined || others.length > 0)) return null;
    const inner = selectionSet && suppliedKey(selectionSet, only ?? '', { place: below, position }, schema);
    if (inner === null) return null;
    supplied.push({ kind: 'field', name, responseKey: name, selections: inner ?? null });
  }
  return supplied;
}

/** Checks that an entity's representation carries the requirements of a field with `@requires`. */
export function ensureRequired(
  name: string,
  type: string,
  { requires }: SubgraphField,
  given: Given | undefined,
  schema: GraphQLSchema,
): void {
  if (!requires) return;
  const brought = given && neededFor(type, given.requires, schema);
  if (!brought || !brings(brought, given, [type], requires, schema)) {
    throw new PlanError(`A fetch of the plan requests ${type}.${name} without its required fields`);
  }
}

function brings(
  brought: readonly RequiredField[],
  { place, position }: Pick<Given, 'place' | 'position'>,
  types: Iterable<string>,
  { selections }: SelectionSetNode,
  schema: GraphQLSchema,
): boolean {
  return selections.every((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return false;
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value ?? null;
      const matching = narrowed(new Set(types), condition, schema);
      return (
        matching.size === 0 || brings(brought, { place, position }, matching, selection.selectionSet, schema)
      );
    }
    const field = brought.find(({ name }) => name === selection.name.value);
    const supply = field && place.fields.get(field.responseKey);
    if (!field || !supply || ![...types].every((type) => isCalled(supply, type, selection, schema, position)))
      return false;
    if (!selection.selectionSet) return true;
    const { below } = supply;
    const inner = [...below.types].flatMap((type) => neededFor(type, field.selections ?? [], schema));
    return (
      below.types.size === 0 ||
      brings(inner, { place: below, position }, below.types, selection.selectionSet, schema)
    );
  });
}

type RequiredField = Extract<RequiredSelection, { kind: 'field' }>;

function neededFor(
  type: string,
  selections: readonly RequiredSelection[],
  schema: GraphQLSchema,
): RequiredField[] {
  return selections.flatMap((selection) => {
    if (selection.kind === 'field') return [selection];
    return isOf(type, selection.typeCondition, schema) ? neededFor(type, selection.selections, schema) : [];
  });
}

function hasField(
  place: Place,
  type: string,
  { responseKey, selections }: RequiredField,
  position: PlanPosition,
  schema: GraphQLSchema,
): boolean {
  const supply = place.fields.get(responseKey);
  if (!supply || !isSuppliedBy(supply, type, position)) return false;
  const { below } = supply;
  return [...below.types].every((inner) =>
    neededFor(inner, selections ?? [], schema).every((field) =>
      hasField(below, inner, field, position, schema),
    ),
  );
}
