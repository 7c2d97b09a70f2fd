import type { Path } from '../planning/plan.ts';
import { getOwn, isObject } from './own-property.ts';
import { matchesAny, type TypeMatcher } from './type-matcher.ts';

/** The objects that lie at `path` in the merged data. */
export function objectsAt(data: unknown, path: Path, matches: TypeMatcher): object[] {
  const found: object[] = [];
  walk(data, path, 0, matches, (object) => found.push(object));
  return found;
}

/** As `objectsAt`, with the response path of each. Only needed where something failed. */
export function locate(data: unknown, path: Path, matches: TypeMatcher): Map<object, (string | number)[]> {
  const found = new Map<object, (string | number)[]>();
  const trail: (string | number)[] = [];
  walk(data, path, 0, matches, (object) => found.set(object, [...trail]), trail);
  return found;
}

function walk(
  value: unknown,
  path: Path,
  at: number,
  matches: TypeMatcher,
  visit: (object: object) => void,
  trail?: (string | number)[],
): void {
  const segment = path[at];
  if (segment === undefined) {
    // Lists of lists, and paths whose last `@` a planner left out.
    if (Array.isArray(value)) walkList(value, path, at, matches, visit, trail);
    else if (isObject(value)) visit(value);
    return;
  }
  if (segment.kind === 'list') {
    if (Array.isArray(value)) walkList(value, path, at + 1, matches, visit, trail);
    return;
  }
  if (Array.isArray(value)) {
    walkList(value, path, at, matches, visit, trail);
    return;
  }
  if (!isObject(value)) return;
  if (segment.kind === 'types') {
    if (matchesAny(matches, segment.names, value)) walk(value, path, at + 1, matches, visit, trail);
    return;
  }
  trail?.push(segment.name);
  walk(getOwn(value, segment.name), path, at + 1, matches, visit, trail);
  trail?.pop();
}

function walkList(
  list: readonly unknown[],
  path: Path,
  at: number,
  matches: TypeMatcher,
  visit: (object: object) => void,
  trail?: (string | number)[],
): void {
  for (let position = 0; position < list.length; position++) {
    trail?.push(position);
    walk(list[position], path, at, matches, visit, trail);
    trail?.pop();
  }
}
