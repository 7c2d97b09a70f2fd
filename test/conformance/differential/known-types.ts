import type { Draft } from './draft.ts';
import type { Model, ObjectModel } from './model.ts';

export const argumentLists = [
  '',
  '(n: Int)',
  '(n: Int = 7, unit: Unit)',
  '(filter: Filter)',
  '(names: [String!] = ["a"], ids: [[ID]])',
  '(unit: Unit! = KM, json: Json)',
];

/** Types that a field resolved by all of these subgraphs can have. */
export function compositesIn(draft: Draft, places: readonly string[]): string[] {
  const objects = [...draft.objects.values()].filter(({ kind }) => kind !== 'root');
  const names = new Set([
    ...objects.map(({ name }) => name),
    ...draft.interfaces.keys(),
    ...draft.unions.keys(),
  ]);
  return [...names].filter(
    (name) =>
      places.every((subgraph) => definedIn(draft, name, subgraph)) &&
      isWholeIn(draft.objects.get(name), places) &&
      candidates(draft, name, places).length > 0,
  );
}

/**
 * A type without a key is complete only where it is found, so one of the subgraphs must know all its fields.
 */
function isWholeIn(object: ObjectModel | undefined, places: readonly string[]): boolean {
  if (object?.kind !== 'value') return true;
  const fields = [...object.fields.values()];
  return places.some((subgraph) => fields.every((field) => field.places.has(subgraph)));
}

function definedIn(draft: Draft, name: string, subgraph: string): boolean {
  return (
    draft.objects.get(name)?.places.has(subgraph) ||
    draft.interfaces.get(name)?.places.has(subgraph) ||
    draft.unions.get(name)?.has(subgraph) ||
    false
  );
}

/** Object types that a value can have if all of these subgraphs must know them. */
export function candidates(
  draft: Pick<Model, 'objects' | 'interfaces' | 'unions'>,
  name: string,
  places: readonly string[],
): string[] {
  const union = draft.unions.get(name);
  const members = union ? [...new Set([...union.values()].flat())] : draft.interfaces.get(name)?.members;
  if (!members) return [name];
  return members.filter((member) =>
    places.every(
      (subgraph) =>
        draft.objects.get(name)?.places.has(subgraph) ||
        union?.get(subgraph)?.includes(member) ||
        draft.objects.get(member)?.places.get(subgraph)?.interfaces.includes(name),
    ),
  );
}
