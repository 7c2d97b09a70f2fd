import { matchesAny, type TypeMatcher } from '../lib/graphql/type-matcher.ts';
import { getOwn, isObject, setOwn } from '../lib/json/own-property.ts';
import type { Rewrite } from '../planning/plan.ts';

/** Applies a plan's rewrites to `value` in place. */
export function applyRewrites(value: unknown, rewrites: readonly Rewrite[], matches: TypeMatcher): void {
  for (const rewrite of rewrites) apply(value, rewrite, 0, matches);
}

function apply(value: unknown, rewrite: Rewrite, at: number, matches: TypeMatcher): void {
  if (Array.isArray(value)) {
    for (const item of value) apply(item, rewrite, at, matches);
    return;
  }
  const { path } = rewrite;
  const segment = path[at];
  if (!isObject(value) || segment === undefined) return;
  switch (segment.kind) {
    case 'list':
      apply(value, rewrite, at + 1, matches);
      return;
    case 'types':
      if (matchesAny(matches, segment.names, value)) apply(value, rewrite, at + 1, matches);
      return;
    case 'field':
      if (at < path.length - 1) apply(getOwn(value, segment.name), rewrite, at + 1, matches);
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
