import type { Path } from '../planning/plan.ts';
import { getOwn, isObject } from './own-property.ts';

/** The objects that lie at `path` in the merged data. */
export function objectsAt(data: unknown, path: Path): object[] {
  const found: object[] = [];
  walk(data, path, 0, (object) => found.push(object));
  return found;
}

/** As `objectsAt`, with the response path of each. Only needed where something failed. */
export function locate(data: unknown, path: Path): Map<object, (string | number)[]> {
  const found = new Map<object, (string | number)[]>();
  const trail: (string | number)[] = [];
  walk(data, path, 0, (object) => found.set(object, [...trail]), trail);
  return found;
}

function walk(
  value: unknown,
  path: Path,
  at: number,
  visit: (object: object) => void,
  trail?: (string | number)[],
): void {
  const segment = path[at];
  if (segment === undefined) {
    // Lists of lists, and paths whose last `@` a planner left out.
    if (Array.isArray(value)) walkList(value, path, at, visit, trail);
    else if (isObject(value)) visit(value);
    return;
  }
  if (segment.kind === 'list') {
    if (Array.isArray(value)) walkList(value, path, at + 1, visit, trail);
    return;
  }
  if (Array.isArray(value)) {
    walkList(value, path, at, visit, trail);
    return;
  }
  if (!isObject(value)) return;
  if (segment.kind === 'types') {
    if (segment.names.includes(String(value.__typename))) walk(value, path, at + 1, visit, trail);
    return;
  }
  trail?.push(segment.name);
  walk(getOwn(value, segment.name), path, at + 1, visit, trail);
  trail?.pop();
}

function walkList(
  list: readonly unknown[],
  path: Path,
  at: number,
  visit: (object: object) => void,
  trail?: (string | number)[],
): void {
  for (let position = 0; position < list.length; position++) {
    trail?.push(position);
    walk(list[position], path, at, visit, trail);
    trail?.pop();
  }
}
