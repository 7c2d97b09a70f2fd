import { matchesAny, type TypeMatcher } from '../lib/graphql/type-matcher.ts';
import { getOwn, isObject } from '../lib/json/own-property.ts';
import type { Path } from '../planning/plan.ts';
import type { ResponsePath } from './response-errors.ts';

/** Parent of an object: `holder[key]`; `null` for the root of the data. */
export type Holder = object | null;

interface Walk {
  readonly path: Path;
  readonly matches: TypeMatcher;
  readonly visit: (object: object, holder: Holder, key: string | number) => void;
  /** Current response path; `null` if it is not needed. */
  readonly trail: (string | number)[] | null;
  /** Visited objects per path position, where objects occur at several places. */
  readonly seen: Set<object>[] | null;
  /** Objects and items left to visit. */
  steps: number;
}

/**
 * Visits the objects at `path` in the merged data.
 * @param isShared whether objects occur at several places of the data; each is then visited once per holder
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
  /** Whether the walk was complete. */
  readonly isWhole: boolean;
}

/**
 * Returns the objects at `path` with every response path of each; needed only after a failure.
 * @param steps bounds the walk, because shared objects can have more places than an answer can list
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
    // Nested lists, and paths whose last `@` a planner left out.
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
