import type { EntityInput, RequiredSelection } from '../planning/plan.ts';
import { getOwn, isObject, setOwn } from './own-property.ts';
import { objectsAt } from './path.ts';
import { applyRewrites } from './rewrite.ts';
import type { TypeMatcher } from './type-matcher.ts';

/** Equal representations are sent once; `targets[i]` are the objects that wait for representation `i`. */
export interface Representations {
  readonly list: readonly object[];
  readonly targets: readonly (readonly object[])[];
}

export function buildRepresentations(
  data: object,
  input: EntityInput,
  matches: TypeMatcher,
): Representations {
  const positions = new Map<string, number>();
  const list: object[] = [];
  const targets: object[][] = [];
  for (const path of input.paths) {
    for (const target of objectsAt(data, path, matches)) {
      const representation = represent(target, input.requires, matches);
      if (representation === null) continue;
      applyRewrites(representation, input.inputRewrites, matches);
      const identity = JSON.stringify(representation);
      const position = positions.get(identity);
      if (position !== undefined) {
        targets[position]?.push(target);
        continue;
      }
      positions.set(identity, list.length);
      list.push(representation);
      targets.push([target]);
    }
  }
  return { list, targets };
}

/** `null` where the object is of another type, or lacks what the subgraph needs (an earlier fetch failed). */
function represent(
  source: object,
  selections: readonly RequiredSelection[],
  matches: TypeMatcher,
): Record<string, unknown> | null {
  const representation: Record<string, unknown> = {};
  const complete = gather(source, selections, matches, representation);
  return complete && Object.keys(representation).length > 0 ? representation : null;
}

function gather(
  source: object,
  selections: readonly RequiredSelection[],
  matches: TypeMatcher,
  into: Record<string, unknown>,
): boolean {
  for (const selection of selections) {
    if (selection.kind === 'fragment') {
      const typename = getOwn(source, '__typename');
      const applies = selection.typeCondition === null || matches(selection.typeCondition, String(typename));
      if (applies && !gather(source, selection.selections, matches, into)) return false;
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
