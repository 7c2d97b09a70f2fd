import { matchesAny, type TypeMatcher } from '../lib/graphql/type-matcher.ts';
import { getOwn, isObject } from '../lib/json/own-property.ts';
import type { Path } from '../planning/plan.ts';
import type { ResponsePath } from './response-errors.ts';

/** Where an object hangs: `holder[key]`; `null` for the whole of the data. */
export type Holder = object | null;

interface Walk {
  readonly path: Path;
  readonly matches: TypeMatcher;
  readonly visit: (object: object, holder: Holder, key: string | number) => void;
  /** Response path so far, where it is wanted. */
  readonly trail: (string | number)[] | null;
  /** By position in the path: what was walked from there before, where objects lie at several places. */
  readonly seen: Set<object>[] | null;
  /** Objects and items that may still be visited. */
  steps: number;
}

/**
 * Visits the objects that lie at `path` in the merged data.
 *
 * @param isShared whether objects lie at several places of the data; then each is visited once for each
 *   holder
 */
export function visitAt(
  data: object,
  path: Path,
  matches: TypeMatcher,
  isShared: boolean,
  visit: Walk['visit'],
): void {
  const seen = isShared ? path.map(() => new Set<object>()) : null;
  const steps = Number.POSITIVE_INFINITY;
  walk({ path, matches, visit, trail: null, seen, steps }, data, 0, null, '');
}

export interface Located {
  readonly places: ReadonlyMap<object, readonly ResponsePath[]>;
  /** Whether the walk came to its end. */
  readonly isWhole: boolean;
}

/**
 * The objects at `path` with every response path at which each lies. Only needed where something failed.
 *
 * @param steps bounds the walk: where objects lie at several places, there may be more places than anybody
 *   would list
 */
export function locate(data: object, path: Path, matches: TypeMatcher, steps: number): Located {
  const found = new Map<object, ResponsePath[]>();
  const trail: (string | number)[] = [];
  const visit = (object: object) => {
    const places = found.get(object);
    if (places) places.push([...trail]);
    else found.set(object, [[...trail]]);
  };
  const run: Walk = { path, matches, visit, trail, seen: null, steps };
  walk(run, data, 0, null, '');
  return { places: found, isWhole: run.steps > 0 };
}

function walk(run: Walk, value: unknown, at: number, holder: Holder, key: string | number): void {
  if (typeof value !== 'object' || value === null || run.steps <= 0) return;
  run.steps -= 1;
  const segment = run.path[at];
  if (segment === undefined) {
    // Lists of lists, and paths whose last `@` a planner left out.
    if (Array.isArray(value)) walkList(run, value, at);
    else run.visit(value, holder, key);
    return;
  }
  const seen = run.seen?.[at];
  if (seen !== undefined) {
    if (seen.has(value)) return;
    seen.add(value);
  }
  if (Array.isArray(value)) {
    walkList(run, value, segment.kind === 'list' ? at + 1 : at);
    return;
  }
  if (segment.kind === 'list' || !isObject(value)) return;
  if (segment.kind === 'types') {
    if (matchesAny(run.matches, segment.names, value)) walk(run, value, at + 1, holder, key);
    return;
  }
  run.trail?.push(segment.name);
  walk(run, getOwn(value, segment.name), at + 1, value, segment.name);
  run.trail?.pop();
}

function walkList(run: Walk, list: readonly unknown[], at: number): void {
  for (let position = 0; position < list.length; position++) {
    run.trail?.push(position);
    walk(run, list[position], at, list, position);
    run.trail?.pop();
  }
}
