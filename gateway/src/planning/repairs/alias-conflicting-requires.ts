import {
  type FieldNode,
  type GraphQLSchema,
  Kind,
  parse,
  print,
  type SelectionSetNode,
  stripIgnoredCharacters,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { addedKeys, rootKeys } from '../added-keys.ts';
import { fieldCall } from '../field-call.ts';
import type { EntityInput, Plan, RequiredSelection } from '../plan.ts';
import { type FetchNode, fetchesOf, mapFetches } from '../plan-fetches.ts';
import type { SubgraphFields } from '../subgraph-fields.ts';
import { resultOf } from '../validation/given-fields.ts';
import { entitiesOf, fragmentOf, readSelected } from '../validation/selected.ts';

/*
 * Gives each call of a required field a response key of its own: otherwise planners fetch calls with
 * different arguments under one name, and a field is computed from the wrong value.
 */

export interface RequiredCalls {
  readonly schema: GraphQLSchema;
  readonly fieldOf: SubgraphFields;
  /** Fields with arguments that some `@requires` reads: client fields are never fetched under their names. */
  readonly contested: ReadonlySet<string>;
}

/** Field -> its arguments -> response key. */
type KeysOfCalls = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The plan, with a response key per call of each field that it calls in several ways. */
export function aliasConflictingRequires(plan: Plan | null, required: RequiredCalls): Plan | null {
  if (plan === null || required.contested.size === 0) return plan;
  const keys = keysOfCalls(plan, required);
  if (keys.size === 0) return plan;
  const change = (node: FetchNode) => withKeys(node, keys, required);
  if (plan.kind !== 'subscription') return mapFetches(plan, change);
  return { ...plan, rest: plan.rest && mapFetches(plan.rest, change) };
}

function keysOfCalls(plan: Plan, { schema, contested }: RequiredCalls): KeysOfCalls {
  const keys = new Map<string, Map<string, string>>();
  for (const { fetch } of fetchesOf(plan)) {
    visitCalls(fetch.text, schema, (field, call) => {
      const name = field.name.value;
      if (!contested.has(name) || !isUnderItsName(field)) return undefined;
      const calls = keys.get(name) ?? new Map<string, string>();
      keys.set(name, calls);
      // Starts no field of a schema and no alias of a client's field.
      if (!calls.has(call)) calls.set(call, `_call${calls.size}_${name}`);
      return undefined;
    });
  }
  return new Map([...keys].filter(([, calls]) => calls.size > 1));
}

function withKeys(node: FetchNode, keys: KeysOfCalls, required: RequiredCalls): FetchNode {
  const text = visitCalls(node.fetch.text, required.schema, (field, call) => {
    const key = isUnderItsName(field) ? keys.get(field.name.value)?.get(call) : undefined;
    return key === undefined ? undefined : { ...field, alias: { kind: Kind.NAME, value: key } };
  });
  const fetch = { ...node.fetch, text };
  if (node.kind === 'root') return { ...node, fetch, adds: rootKeys(text) };
  const inputs = node.inputs.map((input): EntityInput => {
    const calls = requiredCalls(node, input, required);
    return {
      ...input,
      requires: underKeys(input.requires, calls, keys, ''),
      adds: addedKeys(text, input.responseKey),
    };
  });
  return { ...node, fetch, inputs };
}

/** @param change receives each field and its arguments; may return its replacement */
function visitCalls(
  text: string,
  schema: GraphQLSchema,
  change: (field: FieldNode, call: string) => FieldNode | undefined,
): string {
  const types = new TypeInfo(schema);
  const Field = (field: FieldNode) =>
    change(field, fieldCall(field, types.getParentType()?.name ?? '', schema));
  const changed = visit(parse(text, { noLocation: true }), visitWithTypeInfo(types, { Field }));
  return stripIgnoredCharacters(print(changed));
}

function isUnderItsName({ name, alias }: FieldNode): boolean {
  return alias === undefined || alias.value === name.value;
}

type CallsByPath = ReadonlyMap<string, ReadonlySet<string>>;

/** Required fields of an entity fetch: path of names -> the calls. */
function requiredCalls(
  { fetch }: FetchNode,
  { responseKey }: EntityInput,
  { schema, fieldOf }: RequiredCalls,
): CallsByPath {
  const calls = new Map<string, Set<string>>();
  const fetched = readSelected(fetch.text);
  const entities = entitiesOf(fetched, responseKey);
  if (entities) visitFields(entities, '');
  return calls;

  function visitFields({ selections }: SelectionSetNode, typeName: string): void {
    for (const selection of selections) {
      if (selection.kind !== Kind.FIELD) {
        const [condition, inner] = fragmentOf(selection, fetched);
        visitFields(inner, condition ?? typeName);
        continue;
      }
      const needed = fieldOf(fetch.subgraph, typeName, selection.name.value)?.requires;
      if (needed) note(needed, typeName, '');
    }
  }

  function note({ selections }: SelectionSetNode, typeName: string, above: string): void {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        note(selection.selectionSet, selection.typeCondition?.name.value ?? typeName, above);
      } else if (selection.kind === Kind.FIELD) {
        const path = `${above}.${selection.name.value}`;
        calls.set(path, (calls.get(path) ?? new Set()).add(fieldCall(selection, typeName, schema)));
        const result = resultOf(typeName, selection.name.value, schema)?.name ?? '';
        if (selection.selectionSet) note(selection.selectionSet, result, path);
      }
    }
  }
}

/** An ambiguous call keeps its name, which no fetch supplies, so that validation rejects the plan. */
function underKeys(
  selections: readonly RequiredSelection[],
  calls: CallsByPath,
  keys: KeysOfCalls,
  above: string,
): RequiredSelection[] {
  return selections.map((selection): RequiredSelection => {
    if (selection.kind === 'fragment') {
      return { ...selection, selections: underKeys(selection.selections, calls, keys, above) };
    }
    const { name, responseKey } = selection;
    const path = `${above}.${name}`;
    const [call, ...others] = calls.get(path) ?? [];
    const isClear = responseKey === name && call !== undefined && others.length === 0;
    return {
      ...selection,
      responseKey: (isClear ? keys.get(name)?.get(call) : undefined) ?? responseKey,
      selections: selection.selections && underKeys(selection.selections, calls, keys, path),
    };
  });
}
