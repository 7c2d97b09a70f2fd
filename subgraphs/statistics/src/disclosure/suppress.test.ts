import { expect, test } from 'vitest';
import { hasAlternative } from '../../test/alternative-values.ts';
import { recoverableCells } from '../../test/exact-rank.ts';
import { testRandom } from '../../test/random.ts';
import { randomTable } from '../../test/random-table.ts';
import type { Cell } from '../data-sets/cell.ts';
import { determinedCells } from './determined.ts';
import { secretDraw } from './secret-draw.ts';
import { suppressedCells } from './suppress.ts';

const threshold = 10;
const protection = (least: number) => ({
  threshold: least,
  minimumWidth: 0.2,
  drawOf: secretDraw(Buffer.alloc(32, 'disclosure')),
});
const shapes = [[5], [3, 4], [6, 6], [2, 3, 3]];

function primary(cells: readonly Cell[]): Set<number> {
  return new Set(
    cells.flatMap(({ units }, position) => (units !== null && units < threshold ? [position] : [])),
  );
}

test('elimination finds the same determined cells as exact arithmetic', () => {
  const random = testRandom();
  let found = 0;
  for (let round = 0; round < 200; round += 1) {
    const { cells, relations } = randomTable(random, shapes[round % shapes.length]!, 40);
    const suppressed = primary(cells);
    const determined = determinedCells(relations, suppressed).sort();
    found += determined.length;
    expect(determined).toEqual(recoverableCells(relations, suppressed).sort());
  }
  expect(found, 'without such cells the test shows nothing').toBeGreaterThan(0);
});

test('primary suppression alone reveals cells; with secondary suppression it reveals none', async () => {
  const random = testRandom();
  let betrayedBefore = 0;
  for (let round = 0; round < 200; round += 1) {
    const { cells, relations } = randomTable(random, shapes[round % shapes.length]!, 60);
    const few = primary(cells);
    betrayedBefore += recoverableCells(relations, few).length;
    const suppressed = await suppressedCells(cells, relations, protection(threshold));
    expect([...few].filter((cell) => !suppressed.has(cell))).toEqual([]);
    expect(recoverableCells(relations, suppressed)).toEqual([]);
  }
  expect(betrayedBefore).toBeGreaterThan(0);
});

test('every suppressed cell could have another non-negative whole value', async () => {
  const random = testRandom();
  let tried = 0;
  for (let round = 0; round < 60; round += 1) {
    const table = randomTable(random, [[4], [2, 3], [3, 3], [2, 2, 2]][round % 4]!, 14);
    const suppressed = await suppressedCells(table.cells, table.relations, protection(4));
    const certain = [...suppressed].filter((cell) => !hasAlternative(table, suppressed, cell));
    expect(certain.map((cell) => table.cells[cell])).toEqual([]);
    tried += suppressed.size;
  }
  expect(tried).toBeGreaterThan(0);
});

test('the search for another value finds none where none exists', () => {
  const table = randomTable(() => 0.5, [2, 2], 14);
  const inner = table.cells.findIndex(({ key }) => !key.includes('_T'));
  expect(hasAlternative(table, new Set([inner]), inner)).toBe(false);
});

test('a negative value elsewhere does not end the range audit, and one in the table is audited too', async () => {
  const random = testRandom();
  for (let round = 0; round < 20; round += 1) {
    const { cells, relations } = randomTable(random, [3, 4], 60);
    const far: Cell = { ...cells[0]!, key: ['far', 'away'], value: -1, units: 50 };
    const alone = await suppressedCells(cells, relations, protection(threshold));
    const beside = await suppressedCells([...cells, far], relations, protection(threshold));
    expect([...beside].sort()).toEqual([...alone].sort());
    const lowered = cells.map((cell) => ({ ...cell, value: (cell.value ?? 0) - 30 * weight(cell, [3, 4]) }));
    const hidden = await suppressedCells(lowered, relations, protection(threshold));
    expect(recoverableCells(relations, hidden)).toEqual([]);
  }
});

/** Number of inner cells that a cell of a full table covers. */
function weight({ key }: Cell, sizes: readonly number[]): number {
  return key.reduce((product, code, place) => product * (code === '_T' ? (sizes[place] ?? 1) : 1), 1);
}
