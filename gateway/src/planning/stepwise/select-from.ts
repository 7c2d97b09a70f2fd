import {
  type FieldNode,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  print,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { IsInterfaceObject } from '../interface-object-types.ts';
import { PlanBudgetError, PlanError } from '../planner.ts';
import { isProvided, providedBelow, resultOf } from '../validation/given-fields.ts';
import type { PlanCheck } from '../validation/plan-check.ts';
import { selectedFields } from './selected-fields.ts';

export interface Selector extends PlanCheck {
  readonly isInterfaceObject: IsInterfaceObject;
  /** Fields left in the budget. */
  budget: number;
}

/** Part of a fetch, and whether it is complete. */
interface Part {
  readonly selections: readonly SelectionNode[];
  readonly isWhole: boolean;
}

/**
 * Selects the wanted fields that a subgraph has, and keys for the rest. Fields with requirements need a fetch
 * of their own.
 * @param brought field whose requirements the representation carries
 * @throws PlanBudgetError
 */
export function selectFrom(
  subgraph: string,
  type: string,
  wanted: readonly FieldNode[],
  provided: readonly SelectionSetNode[],
  selector: Selector,
  brought: FieldNode | null = null,
): Part {
  const { schema, fieldOf } = selector;
  const selections: SelectionNode[] = [];
  let isWhole = true;
  for (const field of wanted) {
    selector.budget -= 1;
    if (selector.budget < 0) throw new PlanBudgetError('The operation takes too many fields to plan');
    const name = field.name.value;
    const given = fieldOf(subgraph, type, name);
    const isExternal = given?.isExternal || given?.isExternalKey;
    if (
      !given ||
      (given.requires && field !== brought) ||
      (isExternal && !isProvided(name, type, provided, schema))
    ) {
      isWhole = false;
      continue;
    }
    if (!field.selectionSet) {
      selections.push(field);
      continue;
    }
    const ways = providedBelow(name, type, given, provided, schema);
    const part = selectBelow(subgraph, type, field, ways, selector);
    isWhole &&= part.isWhole;
    selections.push({
      ...field,
      selectionSet: { kind: Kind.SELECTION_SET, selections: [typename, ...part.selections] },
    });
  }
  return {
    selections: isWhole ? selections : [...selections, ...keysGiven(subgraph, type, selector)],
    isWhole,
  };
}

function selectBelow(
  subgraph: string,
  parent: string,
  { name, selectionSet }: FieldNode,
  provided: readonly SelectionSetNode[],
  selector: Selector,
): Part {
  const { schema, isInterfaceObject, runtimeTypes } = selector;
  const result = resultOf(parent, name.value, schema);
  const sets = selectionSet ? [selectionSet] : [];
  if (isObjectType(result)) {
    return selectFrom(subgraph, result.name, selectedFields(sets, result.name, schema), provided, selector);
  }
  if (!isAbstractType(result)) throw new PlanError(`There are no fields of ${result}`);
  // Another subgraph names the concrete types by a key; then each is fetched by its type.
  if (isInterfaceObject(subgraph, result.name)) {
    return { selections: keysGiven(subgraph, result.name, selector), isWhole: false };
  }
  const parts = [...runtimeTypes(subgraph, result.name)].map((member) => ({
    member,
    part: selectFrom(subgraph, member, selectedFields(sets, member, schema), provided, selector),
  }));
  return {
    selections: parts.flatMap(({ member, part }) =>
      part.selections.length > 0 ? [on(member, part.selections)] : [],
    ),
    isWhole: parts.every(({ part }) => part.isWhole),
  };
}

/** Keys of other subgraphs that this one has too. */
function keysGiven(
  subgraph: string,
  type: string,
  { subgraphs, keysOf, schema, fieldOf }: Selector,
): SelectionNode[] {
  const known = schema.getType(type);
  const names = [
    type,
    ...(isObjectType(known) || isInterfaceType(known) ? known.getInterfaces().map(({ name }) => name) : []),
  ];
  const keys = subgraphs.flatMap((other) => names.flatMap((name) => keysOf(other, name)));
  const given = keys.filter((key) => isGiven(key, type)).flatMap(({ selections }) => selections);
  return [...new Map(given.map((selection) => [print(selection), selection])).values()];

  function isGiven({ selections }: SelectionSetNode, owner: string): boolean {
    return selections.every((selection) => {
      if (selection.kind !== Kind.FIELD) return false;
      const given = fieldOf(subgraph, owner, selection.name.value);
      if (!given || given.isExternal || given.isExternalKey || given.requires) return false;
      const below = resultOf(owner, selection.name.value, schema)?.name ?? '';
      return !selection.selectionSet || isGiven(selection.selectionSet, below);
    });
  }
}

export function on(type: string, selections: readonly SelectionNode[]): SelectionNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
}

export const typename: SelectionNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
