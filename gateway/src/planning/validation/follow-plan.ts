import { Kind, type SelectionSetNode } from 'graphql';
import { responseKeyOf } from '../../lib/graphql/response-key.ts';
import { fieldCall } from '../field-call.ts';
import type { EntityFetchNode, EntityInput, Path, Plan, PlanNode, RequiredSelection } from '../plan.ts';
import { PlanError } from '../planner.ts';
import { ensureGiven, providedBelow, providedByAll, resultOf } from './given-fields.ts';
import type { PlanCheck } from './plan-check.ts';
import { type PlanPosition, start, within } from './plan-position.ts';
import { asking, bringsKey, ensureRequired, type Given, suppliedKey } from './representable.ts';
import { entitiesOf, fragmentOf, readSelected, type Selected } from './selected.ts';
import {
  addSupply,
  isOf,
  mergePlace,
  narrowed,
  type Place,
  placeOf,
  placesAt,
  renameSupplied,
} from './supplied-places.ts';

/*
 * Walks a plan in execution order, with types in place of data: what each fetch supplies, where, and for
 * which types.
 */

/** Data that a plan supplies, and keys that its representations lack. */
export interface FollowedPlan {
  readonly data: Place;
  readonly keys: MissingKeys;
}

/** Input of a fetch -> keys that the data at its entities has, but the fetch does not send. */
export type MissingKeys = ReadonlyMap<EntityInput, readonly RequiredSelection[]>;

interface Walk extends PlanCheck {
  readonly missingKeys: Map<EntityInput, RequiredSelection[]>;
}

/**
 * @throws PlanError if a fetch lacks a field's requirements, or asks for a field that the subgraph does not
 *   have
 */
export function followPlan(plan: Plan | null, root: string, check: PlanCheck): FollowedPlan {
  const { data, keys, take } = startPlan(root, check);
  for (const step of stepsOf(plan)) take(step);
  return { data, keys };
}

/** The walk over a plan, step by step. */
export interface StartedPlan extends FollowedPlan {
  /** @throws PlanError as `followPlan` */
  take(step: PlanNode): void;
}

export function startPlan(root: string, check: PlanCheck): StartedPlan {
  const data = placeOf([root]);
  const walk: Walk = { ...check, missingKeys: new Map() };
  return { data, keys: walk.missingKeys, take: (step) => follow(step, data, start, walk) };
}

/** The fetches for one event of a subscription. */
function stepsOf(plan: Plan | null): PlanNode[] {
  if (plan === null) return [];
  if (plan.kind !== 'subscription') return [plan];
  return plan.rest === null ? [plan.primary] : [plan.primary, plan.rest];
}

function follow(node: PlanNode, data: Place, position: PlanPosition, check: Walk): void {
  switch (node.kind) {
    case 'sequence':
      for (const child of node.nodes) follow(child, data, position, check);
      return;
    case 'parallel':
      for (const [at, child] of node.nodes.entries()) follow(child, data, within(position, node, at), check);
      return;
    case 'condition':
      // Operations are planned without conditions; conditional branches count as executed.
      for (const child of [node.whenTrue, node.whenFalse]) if (child) follow(child, data, position, check);
      return;
    case 'root': {
      const fetched = readSelected(node.fetch.text);
      const supplied = placeOf(data.types);
      const source = { subgraph: node.fetch.subgraph, fetched, provided: [], position };
      supply(fetched.operation.selectionSet, supplied, data.types, source, check);
      renameSupplied(supplied, node.outputRewrites);
      mergePlace(data, supplied);
      return;
    }
    case 'entities':
      followEntities(node, data, position, check);
  }
}

function followEntities(node: EntityFetchNode, data: Place, position: PlanPosition, check: Walk): void {
  const { subgraph, text } = node.fetch;
  const fetched = readSelected(text);
  let places = 0;
  for (const input of node.inputs) {
    const entities = entitiesOf(fetched, input.responseKey);
    if (!entities) continue;
    for (const path of input.paths) {
      for (const [place, found] of placesAt(data, data.types, path, check.schema)) {
        // All representations are built before the fetch: none has its result for another.
        const given: Given = { place, requires: input.requires, position: within(position, node, places++) };
        const types = asking(given, found, check.schema);
        ensureEntities(subgraph, types, input, given, check);
        const supplied = placeOf(place.types);
        const source = { subgraph, fetched, provided: [], given, position: given.position };
        supply(entities, supplied, types, source, check);
        renameSupplied(supplied, input.outputRewrites);
        for (const { calls, apart } of supplied.fields.values()) {
          for (const type of calls.keys()) apart.add(type);
        }
        mergePlace(place, supplied);
      }
    }
  }
}

/** A subgraph fails for an entity of a type that it lacks, or knows by its interface's name. */
function ensureEntities(
  subgraph: string,
  types: ReadonlySet<string>,
  input: EntityInput,
  given: Given,
  check: Walk,
): void {
  for (const type of types) {
    let name: unknown = type;
    for (const rewrite of input.inputRewrites) {
      if (rewrite.kind !== 'set' || !reachesTypename(rewrite.path, String(name), check)) continue;
      name = rewrite.value;
    }
    if (!check.isKnown(subgraph, String(name))) {
      throw new PlanError(
        `The plan fetches an entity of type ${name} from ${subgraph}, which has no object type of that name`,
      );
    }
    ensureKey(subgraph, type, String(name), input, given, check);
  }
}

/**
 * A subgraph resolves an entity by all fields of one resolvable key. Where planners send a `resolvable:
 * false` key, another available key is added.
 */
function ensureKey(
  subgraph: string,
  type: string,
  nameThere: string,
  input: EntityInput,
  given: Given,
  { schema, keysOf, missingKeys }: Walk,
): void {
  const keys = keysOf(subgraph, nameThere);
  if (keys.some((key) => bringsKey(key, type, given, schema))) return;
  for (const key of keys) {
    const selections = suppliedKey(key, type, given, schema);
    if (selections === null) continue;
    const known = missingKeys.get(input) ?? [];
    missingKeys.set(input, [...known, { kind: 'fragment', typeCondition: type, selections }]);
    return;
  }
  throw new PlanError(
    `The plan fetches an entity of type ${nameThere} from ${subgraph} without a resolvable key`,
  );
}

function reachesTypename(path: Path, type: string, check: PlanCheck): boolean {
  return path.every((segment) => {
    if (segment.kind === 'types') return segment.names.some((name) => isOf(type, name, check.schema));
    return segment.kind === 'field' && segment.name === '__typename';
  });
}

/** Position at which a fetch supplies its selection. */
interface Source {
  readonly subgraph: string;
  readonly fetched: Selected;
  /** External fields that the path here provides. */
  readonly provided: readonly SelectionSetNode[];
  /** Entities only, not objects below them. */
  readonly given?: Given;
  readonly position: PlanPosition;
}

/** Data that a fetch from a subgraph supplies for objects of the types. */
function supply(
  { selections }: SelectionSetNode,
  place: Place,
  types: ReadonlySet<string>,
  source: Source,
  check: PlanCheck,
): void {
  if (types.size === 0) return;
  const { subgraph, fetched, position } = source;
  for (const selection of selections) {
    if (selection.kind !== Kind.FIELD) {
      const [condition, below] = fragmentOf(selection, fetched);
      supply(below, place, narrowed(types, condition, check.schema), source, check);
      continue;
    }
    const name = selection.name.value;
    const ways: SelectionSetNode[][] = [];
    for (const type of name === '__typename' ? [] : types) {
      const field = ensureGiven(selection, type, subgraph, source.provided, check);
      ensureRequired(name, type, field, source.given, check.schema);
      ways.push(providedBelow(name, type, field, source.provided, check.schema));
    }
    const below = placeOf(resultTypes(types, name, subgraph, check));
    if (selection.selectionSet) {
      const provided = providedByAll(ways);
      supply(selection.selectionSet, below, below.types, { subgraph, fetched, provided, position }, check);
    }
    addSupply(place, responseKeyOf(selection), {
      calls: new Map(
        [...types].map((type) => [
          type,
          new Map([[fieldCall(selection, type, check.schema), new Set([position])]]),
        ]),
      ),
      apart: new Set(),
      below,
    });
  }
}

function resultTypes(
  types: ReadonlySet<string>,
  field: string,
  subgraph: string,
  { schema, runtimeTypes }: PlanCheck,
): string[] {
  return [...types].flatMap((type) => {
    const result = resultOf(type, field, schema);
    return result ? [...runtimeTypes(subgraph, result.name)] : [];
  });
}
