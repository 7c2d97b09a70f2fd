import {
  type FieldNode,
  type GraphQLSchema,
  isInterfaceType,
  Kind,
  type NameNode,
  type OperationDefinitionNode,
  print,
  type SelectionSetNode,
  stripIgnoredCharacters,
  type VariableDefinitionNode,
} from 'graphql';
import { responseKeyOf } from '../../lib/graphql/response-key.ts';
import { addedKeys } from '../added-keys.ts';
import type { IsInterfaceObject } from '../interface-object-types.ts';
import type { EntityFetchNode, EntityInput, Path, Plan, RequiredSelection } from '../plan.ts';
import { type FetchNode, fetchesOf, mapFetches } from '../plan-fetches.ts';
import { PlanError } from '../planner.ts';
import { readFetch } from '../read-fetch.ts';
import { readSelected, type Selected } from '../validation/selected.ts';
import { isOf } from '../validation/supplied-places.ts';
import { type SelectedOfMember, selectedOfMembers } from './selected-of-members.ts';

/*
 * Splits fetches of an `@interfaceObject` by member: planners ask for every field on every member, and one
 * that fails for a member without need spoils the answer.
 */

export interface MemberCheck {
  readonly schema: GraphQLSchema;
  readonly isInterfaceObject: IsInterfaceObject;
}

/**
 * The plan in which no interface object field is fetched for members without it; the same plan if already so.
 */
export function splitInterfaceObjectFetches(operation: string, plan: Plan, check: MemberCheck): Plan {
  const fetches = fetchesOf(plan).filter((node): node is EntityFetchNode => node.kind === 'entities');
  const ofSeveral = fetches.filter((node) =>
    node.inputs.some((input) => membersOf(input, node, check).length > 1),
  );
  if (ofSeveral.length === 0) return plan;
  const asked = readSelected(operation);
  const needed = new Set(fetches.flatMap(({ inputs }) => inputs.flatMap(({ requires }) => keysIn(requires))));
  const apart = new Map<FetchNode, FetchNode>();
  for (const node of ofSeveral) {
    const changed = withMembersApart(node, asked, needed, check);
    if (changed) apart.set(node, changed);
  }
  if (apart.size === 0) return plan;
  const change = (node: FetchNode) => apart.get(node) ?? node;
  if (plan.kind !== 'subscription') return mapFetches(plan, change);
  return { ...plan, rest: plan.rest && mapFetches(plan.rest, change) };
}

/** Response keys of the representations' fields. */
function keysIn(requires: readonly RequiredSelection[]): string[] {
  return requires.flatMap((required) => [
    ...(required.kind === 'field' ? [required.responseKey] : []),
    ...keysIn(required.selections ?? []),
  ]);
}

/** Members with the same selection. */
interface Group {
  readonly members: string[];
  readonly selectionSet: SelectionSetNode;
}

/** `undefined` if no member gets a field of others. */
function withMembersApart(
  node: EntityFetchNode,
  asked: Selected,
  needed: ReadonlySet<string>,
  check: MemberCheck,
): EntityFetchNode | undefined {
  const query = readFetch(node.fetch);
  const parts =
    query &&
    node.inputs.map((input) => {
      const members = membersOf(input, node, check);
      return partsOf(query, input, members, selectedOfMembers(asked, input.paths, needed, check.schema));
    });
  if (!parts || parts.every(([part], at) => part?.input === node.inputs[at])) return undefined;
  const text = stripIgnoredCharacters(print(joined(query, node.inputs, parts)));
  const inputs = parts.flat().map(({ input }) => ({ ...input, adds: addedKeys(text, input.responseKey) }));
  return { ...node, fetch: { ...node.fetch, text }, inputs };
}

/** An input and its selection. */
interface Part {
  readonly input: EntityInput;
  readonly field: FieldNode;
}

function partsOf(
  query: OperationDefinitionNode,
  input: EntityInput,
  members: readonly string[],
  selectedOf: SelectedOfMember,
): Part[] {
  const field = query.selectionSet.selections.find(
    (selection): selection is FieldNode =>
      selection.kind === Kind.FIELD && responseKeyOf(selection) === input.responseKey,
  );
  if (field?.selectionSet === undefined)
    throw new PlanError('A fetch of the plan does not ask for its entities');
  const groups = groupsOf(field.selectionSet, members, selectedOf);
  if (groups.every((group) => group.members.length === members.length)) return [{ input, field }];
  return groups.map((group, at) => {
    const named = { responseKey: `${input.responseKey}_${at}`, variable: `${input.variable}_${at}` };
    const paths = input.paths.map((path): Path => [...path, { kind: 'types', names: group.members }]);
    return {
      input: { ...input, ...named, paths },
      field: {
        kind: Kind.FIELD,
        alias: nameNode(named.responseKey),
        name: field.name,
        arguments: [
          {
            kind: Kind.ARGUMENT,
            name: nameNode('representations'),
            value: { kind: Kind.VARIABLE, name: nameNode(named.variable) },
          },
        ],
        selectionSet: group.selectionSet,
      },
    };
  });
}

/** The possible object types of the entities if the subgraph knows only the interface; else none. */
function membersOf(
  { inputRewrites, requires }: EntityInput,
  { fetch }: EntityFetchNode,
  { schema, isInterfaceObject }: MemberCheck,
): string[] {
  const names = inputRewrites.flatMap((rewrite) => {
    const last = rewrite.path.at(-1);
    return rewrite.kind === 'set' && last?.kind === 'field' && last.name === '__typename'
      ? [String(rewrite.value)]
      : [];
  });
  const type = schema.getType(names.find((name) => isInterfaceObject(fetch.subgraph, name)) ?? '');
  const members = isInterfaceType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [];
  return members.filter((member) =>
    requires.some((required) => required.kind === 'field' || isOf(member, required.typeCondition, schema)),
  );
}

function groupsOf(
  entities: SelectionSetNode,
  members: readonly string[],
  selectedOf: SelectedOfMember,
): Group[] {
  const groups = new Map<string, Group>();
  for (const member of members) {
    const selectionSet = selectedOf(member, entities);
    if (selectionSet.selections.length === 0) continue;
    const text = print(selectionSet);
    const group = groups.get(text);
    if (group) group.members.push(member);
    else groups.set(text, { members: [member], selectionSet });
  }
  return [...groups.values()];
}

/** The query with a field and a variable for each part. */
function joined(
  query: OperationDefinitionNode,
  inputs: readonly EntityInput[],
  parts: readonly (readonly Part[])[],
): OperationDefinitionNode {
  const variableDefinitions = (query.variableDefinitions ?? []).flatMap((definition) => {
    const at = inputs.findIndex(({ variable }) => variable === definition.variable.name.value);
    return (
      parts[at]?.map(({ input }): VariableDefinitionNode => {
        const variable = { kind: Kind.VARIABLE as const, name: nameNode(input.variable) };
        return { ...definition, variable };
      }) ?? [definition]
    );
  });
  const selections = parts.flat().map(({ field }) => field);
  return { ...query, variableDefinitions, selectionSet: { kind: Kind.SELECTION_SET, selections } };
}

function nameNode(value: string): NameNode {
  return { kind: Kind.NAME, value };
}
