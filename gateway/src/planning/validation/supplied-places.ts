import { takesIn } from '@civic-graph/supergraph/graphql';
import type { FieldNode, GraphQLSchema } from 'graphql';
import { fieldCall } from '../field-call.ts';
import type { Path, Rewrite } from '../plan.ts';
import { isDoneBy, type PlanPosition } from './plan-position.ts';

/** Data that the fetches so far supply at one place of the merged data. */
export interface Place {
  /** Possible types of the objects here. */
  readonly types: Set<string>;
  readonly fields: Map<string, Supply>;
}

interface Supply {
  /**
   * Type of the objects that have it -> the field with its arguments -> when it is fetched. There may be
   * several calls, because objects below different types share a place.
   */
  readonly calls: Map<string, Map<string, Set<PlanPosition>>>;
  /** Types of the objects that existed before their own fetch supplied it. */
  readonly apart: Set<string>;
  readonly below: Place;
}

/** The target of a path of the plan, and its objects. */
export function placesAt(
  place: Place,
  types: ReadonlySet<string>,
  path: Path,
  schema: GraphQLSchema,
): (readonly [Place, ReadonlySet<string>])[] {
  const [segment, ...rest] = path;
  if (segment === undefined) return [[place, types]];
  if (segment.kind === 'list') return placesAt(place, types, rest, schema);
  if (segment.kind === 'types') {
    const matching = [...types].filter((type) => segment.names.some((name) => isOf(type, name, schema)));
    return placesAt(place, new Set(matching), rest, schema);
  }
  const below = place.fields.get(segment.name)?.below;
  return below ? placesAt(below, below.types, rest, schema) : [];
}

/** Rewrites of a fetch's result before it is merged. */
export function renameSupplied(place: Place, rewrites: readonly Rewrite[]): void {
  for (const rewrite of rewrites) {
    if (rewrite.kind !== 'rename') continue;
    const names = rewrite.path.flatMap((segment) => (segment.kind === 'field' ? [segment.name] : []));
    const last = names.pop();
    let parent: Place | undefined = place;
    for (const name of names) parent = parent?.fields.get(name)?.below;
    const renamed = last === undefined ? undefined : parent?.fields.get(last);
    if (parent === undefined || last === undefined || renamed === undefined) continue;
    parent.fields.delete(last);
    addSupply(parent, rewrite.to, renamed);
  }
}

export function addSupply({ fields }: Place, key: string, supply: Supply): void {
  const known = fields.get(key);
  if (!known) {
    fields.set(key, supply);
    return;
  }
  for (const type of supply.apart) known.apart.add(type);
  const isOfOthers = [...supply.calls.keys()].some((type) => !known.calls.has(type));
  if (isOfOthers) keepCommon(known.below, supply.below);
  for (const [type, calls] of supply.calls) {
    const knownCalls = known.calls.get(type);
    if (!knownCalls) {
      known.calls.set(type, calls);
      continue;
    }
    for (const [call, positions] of calls) {
      const knownPositions = knownCalls.get(call);
      if (!knownPositions) knownCalls.set(call, positions);
      else for (const position of positions) knownPositions.add(position);
    }
  }
  mergePlace(known.below, supply.below);
}

/** New objects at a place lack the fields fetched for earlier ones. */
function keepCommon(there: Place, coming: Place): void {
  for (const [key, supply] of there.fields) {
    const other = coming.fields.get(key);
    for (const type of coming.types) {
      if (supply.apart.has(type) && !other?.calls.has(type)) supply.calls.delete(type);
    }
    if (other) keepCommon(supply.below, other.below);
  }
}

export function mergePlace(into: Place, from: Place): void {
  for (const type of from.types) into.types.add(type);
  for (const [key, supply] of from.fields) addSupply(into, key, supply);
}

export function placeOf(types: Iterable<string>): Place {
  return { types: new Set(types), fields: new Map() };
}

export function narrowed(
  types: ReadonlySet<string>,
  condition: string | null,
  schema: GraphQLSchema,
): ReadonlySet<string> {
  return condition === null ? types : new Set([...types].filter((type) => isOf(type, condition, schema)));
}

export function isOf(type: string, condition: string | null, schema: GraphQLSchema): boolean {
  return condition === null || takesIn(condition, type, schema);
}

/** Whether a field of a type, with any arguments, is present at a position. */
export function isSuppliedBy({ calls }: Supply, type: string, then: PlanPosition): boolean {
  for (const positions of calls.get(type)?.values() ?? []) if (isAnyDoneBy(positions, then)) return true;
  return false;
}

/** @param then when it has to be present; absent for the end of the plan */
export function isCalled(
  { calls }: Supply,
  type: string,
  field: FieldNode,
  schema: GraphQLSchema,
  then?: PlanPosition,
): boolean {
  const positions = calls.get(type)?.get(fieldCall(field, type, schema));
  return positions !== undefined && (then === undefined || isAnyDoneBy(positions, then));
}

function isAnyDoneBy(positions: Iterable<PlanPosition>, then: PlanPosition): boolean {
  for (const position of positions) if (isDoneBy(position, then)) return true;
  return false;
}
