import type { Cell } from '../src/data-sets/cell.ts';
import type { SumRelation } from '../src/disclosure/sum-relation.ts';
import { sumRelations } from '../src/disclosure/total-cover.ts';

export interface RandomTable {
  readonly cells: readonly Cell[];
  readonly relations: readonly SumRelation[];
}

/** A full table with a total in each dimension; its values count persons, few in most cells. */
export function randomTable(random: () => number, sizes: readonly number[], largest: number): RandomTable {
  const counts = new Map<string, number>();
  const keys = sizes.reduce<string[][]>(
    (prefixes, size) =>
      prefixes.flatMap((prefix) => Array.from({ length: size }, (_, code) => [...prefix, String(code)])),
    [[]],
  );
  for (const key of keys) {
    const count = Math.floor(random() ** 2 * largest);
    for (const covering of coveringKeys(key)) {
      const name = covering.join('.');
      counts.set(name, (counts.get(name) ?? 0) + count);
    }
  }
  const cells = [...counts].map(
    ([name, count], index): Cell => ({
      key: name.split('.'),
      period: '2020',
      value: count,
      units: count,
      obsStatus: 'A',
      line: index + 2,
    }),
  );
  const totals = sizes.map(
    (size) => new Map([['_T', new Set(Array.from({ length: size }, (_, code) => String(code)))]]),
  );
  return { cells, relations: sumRelations(cells, totals) };
}

/** Cells that count a person: per dimension the person's code or the total. */
function coveringKeys(key: readonly string[]): string[][] {
  return key.reduce<string[][]>(
    (prefixes, code) =>
      prefixes.flatMap((prefix) => [
        [...prefix, code],
        [...prefix, '_T'],
      ]),
    [[]],
  );
}
