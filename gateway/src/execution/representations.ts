import { appliesTo, type TypeMatcher } from '../lib/graphql/type-matcher.ts';
import { isEqual } from '../lib/json/equal-data.ts';
import { getOwn, isObject, setOwn } from '../lib/json/own-property.ts';
import type { EntityInput, RequiredSelection } from '../planning/plan.ts';
import type { FailedValues } from './failed-values.ts';
import { visitAt } from './path.ts';
import { applyRewrites } from './rewrite.ts';

/** Equal representations are sent once; `targets[i]` are the objects that wait for representation `i`. */
export interface Representations {
  readonly list: readonly object[];
  readonly targets: readonly (readonly object[])[];
}

/** Data of one answer, collected from the fetches. */
export interface MergedData {
  readonly data: object;
  readonly matches: TypeMatcher;
  /**
   * Whether equal objects at one path may be merged; false if the plan fetches different fields for some of
   * them.
   */
  readonly mayShare: boolean;
  /** Whether some objects have been merged. */
  isShared: boolean;
  /** Equal objects differ if a null in one of them stands for a failure. */
  readonly failed: FailedValues;
}

/**
 * Collects the objects that wait for an entity. Equal objects are merged, so that their entity is fetched,
 * merged and written once.
 */
export function buildRepresentations(merged: MergedData, input: EntityInput): Representations {
  const { data, matches } = merged;
  const { requires, inputRewrites } = input;
  const positions = new Map<string, number>();
  const list: object[] = [];
  const targets: object[][] = [];
  /** Visits an object once, however many places it has. */
  const visited = merged.isShared ? new Set<object>() : null;
  for (const path of input.paths) {
    /** Representation -> the first object at this path. Objects at other paths may have other selections. */
    const firsts = new Map<string, object>();
    visitAt(data, path, matches, merged.isShared, (target, holder, key) => {
      let identity = identify(target, requires, matches);
      if (identity === null || identity === '') return;
      const first = firsts.get(identity);
      if (first === target) return;
      if (first === undefined) firsts.set(identity, target);
      else if (merged.mayShare && merged.failed.areNone && holder !== null && isEqual(first, target)) {
        setOwn(holder, String(key), first);
        merged.isShared = true;
        return;
      }
      if (visited?.has(target)) return;
      visited?.add(target);
      if (inputRewrites.length > 0) identity = JSON.stringify(corrected(target));
      const position = positions.get(identity);
      if (position !== undefined) {
        targets[position]?.push(target);
        return;
      }
      positions.set(identity, list.length);
      list.push(corrected(target));
      targets.push([target]);
    });
  }
  return { list, targets };

  function corrected(target: object): object {
    const representation = represent(target, requires, matches);
    applyRewrites(representation, inputRewrites, matches);
    return representation;
  }
}

/**
 * Returns a key that identifies a representation without building it, because most objects wait for an entity
 * already requested. `null` if the object is of another type or lacks required fields after a failed fetch.
 */
function identify(
  source: object,
  selections: readonly RequiredSelection[],
  matches: TypeMatcher,
): string | null {
  let identity = '';
  for (const selection of selections) {
    if (selection.kind === 'fragment') {
      if (!appliesTo(source, selection.typeCondition, matches)) continue;
      const inner = identify(source, selection.selections, matches);
      if (inner === null) return null;
      identity += inner;
      continue;
    }
    const value = pick(getOwn(source, selection.responseKey), selection.selections, matches);
    if (value === undefined) return null;
    // The length prefix prevents ambiguity between adjacent strings.
    identity += typeof value === 'string' ? `${value.length}"${value}` : `${JSON.stringify(value)},`;
  }
  return identity;
}

function represent(
  source: object,
  selections: readonly RequiredSelection[],
  matches: TypeMatcher,
): Record<string, unknown> {
  const representation: Record<string, unknown> = {};
  gather(source, selections, matches, representation);
  return representation;
}

function gather(
  source: object,
  selections: readonly RequiredSelection[],
  matches: TypeMatcher,
  into: Record<string, unknown>,
): boolean {
  for (const selection of selections) {
    if (selection.kind === 'fragment') {
      if (!appliesTo(source, selection.typeCondition, matches)) continue;
      if (!gather(source, selection.selections, matches, into)) return false;
      continue;
    }
    const value = pick(getOwn(source, selection.responseKey), selection.selections, matches);
    if (value === undefined) return false;
    setOwn(into, selection.name, value);
  }
  return true;
}

function pick(
  value: unknown,
  selections: readonly RequiredSelection[] | null,
  matches: TypeMatcher,
): unknown {
  if (selections === null || value === null || value === undefined) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => pick(item, selections, matches));
    return items.includes(undefined) ? undefined : items;
  }
  if (!isObject(value)) return undefined;
  const picked: Record<string, unknown> = {};
  return gather(value, selections, matches, picked) ? picked : undefined;
}
