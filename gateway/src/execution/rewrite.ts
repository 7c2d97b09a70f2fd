import type { Path, Rewrite } from '../planning/plan.ts';
import { getOwn, isObject, setOwn } from './own-property.ts';

/** Applies a plan's corrections to `value` in place. */
export function applyRewrites(value: unknown, rewrites: readonly Rewrite[]): void {
  for (const rewrite of rewrites) apply(value, rewrite, rewrite.path, 0);
}

function apply(value: unknown, rewrite: Rewrite, path: Path, at: number): void {
  if (Array.isArray(value)) {
    for (const item of value) apply(item, rewrite, path, at);
    return;
  }
  const segment = path[at];
  if (!isObject(value) || segment === undefined) return;
  switch (segment.kind) {
    case 'list':
      apply(value, rewrite, path, at + 1);
      return;
    case 'types':
      if (segment.names.includes(String(value.__typename))) apply(value, rewrite, path, at + 1);
      return;
    case 'field':
      if (at < path.length - 1) apply(getOwn(value, segment.name), rewrite, path, at + 1);
      else correct(value, segment.name, rewrite);
  }
}

function correct(object: Record<string, unknown>, name: string, rewrite: Rewrite): void {
  if (rewrite.kind === 'set') {
    setOwn(object, name, rewrite.value);
  } else if (Object.hasOwn(object, name)) {
    setOwn(object, rewrite.to, object[name]);
    delete object[name];
  }
}
