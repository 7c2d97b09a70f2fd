import { expect, test } from 'vitest';
import { testRandom } from '../../test/random.ts';
import { CellColumns } from './cell-columns.ts';
import { findDuplicates, sortRows } from './sort-rows.ts';

/** Numbers of codes that need one, two and four bytes each. */
test.each([[5], [300], [70_000]])('rows are sorted by region, code and period, of %i codes', (count) => {
  const random = testRandom();
  const below = (limit: number) => Math.floor(random() * limit);
  const codes = [
    Array.from({ length: count }, (_, number) => `c${(number * 7_919) % 100_003}`),
    ['b', 'a', 'c'],
  ];
  const ranks = Uint32Array.from({ length: 20 }, (_, number) => (number * 7) % 20);
  const cells = new CellColumns(2);
  const rows = Array.from({ length: 2_000 }, (_, line) => {
    const row = {
      codes: [line === 0 ? count - 1 : below(count), below(3)],
      period: below(20),
      line,
    };
    cells.add({ ...row, value: line, obsStatus: 'A', units: null });
    return row;
  });
  // The second dimension is that of regions, so it comes first.
  const keyOf = (line: number) => {
    const [code = 0, region = 0] = rows[line]!.codes;
    return [codes[1]![region]!, codes[0]![code]!, String(ranks[rows[line]!.period]).padStart(2)];
  };
  const compare = (one: number, other: number) => {
    const [a, b] = [keyOf(one), keyOf(other)];
    const at = a.findIndex((text, index) => text !== b[index]);
    return at < 0 ? one - other : a[at]! < b[at]! ? -1 : 1;
  };
  const order = sortRows(cells, codes, ranks, 1);
  expect([...order]).toEqual(rows.map(({ line }) => line).sort(compare));
  expect(cells.value(order[0]!)).toBe(order[0]);

  const found: string[] = [];
  findDuplicates(cells, order, (row, earlier) => found.push(`${row} ${earlier}`));
  const first = new Map<string, number>();
  const expected = rows.flatMap(({ line }) => {
    const key = keyOf(line).join();
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, line);
    return earlier === undefined ? [] : `${line} ${earlier}`;
  });
  expect(found.sort()).toEqual(expected.sort());
});

test('no rows', () => {
  expect(sortRows(new CellColumns(1), [[]], new Uint32Array(), -1)).toHaveLength(0);
});
