import { expect, test } from 'vitest';
import { solution } from '../../test/feasible-range.ts';
import { testRandom } from '../../test/random.ts';
import { type RandomTable, randomTable } from '../../test/random-table.ts';
import type { Cell } from '../data-sets/cell.ts';
import { keyFingerprint, secretDraw } from './secret-draw.ts';
import { suppressedCells } from './suppress.ts';

/*
 * Attack by running the algorithm again: for each suppressed cell, the reader supposes that it is below the
 * threshold, and checks whether that gives the published pattern.
 */

const threshold = 10;
const smallCount = 7;
const tables = 30;
const protection = (drawOf: (cell: Cell) => number) => ({ threshold, minimumWidth: 0.2, drawOf });
const keyed = (key: string) => secretDraw(Buffer.alloc(32, key));

/** A table in which one inner cell is below the threshold. */
function oneSmallCell(random: () => number): { table: RandomTable; small: number } {
  const { cells, relations } = randomTable(random, [3, 4], 90);
  const inner = cells.flatMap(({ key }, position) => (key.includes('_T') ? [] : [position]));
  const small = inner[Math.floor(random() * inner.length)] ?? 0;
  const raised = new Map(
    inner.map((cell) => [cell, cell === small ? smallCount : 12 + (cells[cell]?.units ?? 0)]),
  );
  const units = (position: number, key: readonly string[]): number =>
    raised.get(position) ??
    inner.reduce((sum, cell) => {
      const isCovered = key.every((code, place) => code === '_T' || code === cells[cell]?.key[place]);
      return sum + (isCovered ? (raised.get(cell) ?? 0) : 0);
    }, 0);
  const all = cells.map((cell, position) => ({
    ...cell,
    value: units(position, cell.key),
    units: units(position, cell.key),
  }));
  return { table: { cells: all, relations }, small };
}

/**
 * Cells that may be below the threshold: with one of the orders that the reader tries, they give the
 * published pattern.
 */
async function suspects(
  { cells, relations }: RandomTable,
  pattern: ReadonlySet<number>,
  draws: readonly ((cell: Cell) => number)[],
): Promise<readonly number[]> {
  const found: number[] = [];
  const published = cells.map(({ value }, position) => (pattern.has(position) ? null : value));
  for (const supposed of pattern) {
    const values = await solution(published, relations, new Map([[supposed, smallCount]]));
    if (values === undefined) continue;
    const guess = cells.map((cell, position) => {
      const value = values.get(position) ?? cell.value;
      return { ...cell, value, units: value };
    });
    for (const draw of draws) {
      const again = await suppressedCells(guess, relations, protection(draw));
      if (again.size !== pattern.size || ![...again].every((cell) => pattern.has(cell))) continue;
      found.push(supposed);
      break;
    }
  }
  return found;
}

test('a known order leaves fewer suspects for the cell below the threshold than a secret one', {
  timeout: 120_000,
}, async () => {
  const random = testRandom();
  const draw = keyed('of the owner');
  const keys = Array.from({ length: 12 }, (_, index) => keyed(`guess ${index}`));
  const recovered = { known: 0, secret: 0 };
  for (let round = 0; round < tables; round += 1) {
    const { table, small } = oneSmallCell(random);
    const pattern = await suppressedCells(table.cells, table.relations, protection(draw));
    const known = await suspects(table, pattern, [draw]);
    const secret = await suspects(table, pattern, keys);
    if (known.length === 1 && known[0] === small) recovered.known += 1;
    if (secret.length === 1 && secret[0] === small) recovered.secret += 1;
  }
  expect(recovered.known).toBeGreaterThan(recovered.secret);
});

test('the same key gives the same pattern, another key another one', async () => {
  const random = testRandom();
  let differing = 0;
  for (let round = 0; round < 20; round += 1) {
    const { cells, relations } = oneSmallCell(random).table;
    const pattern = async (key: string) =>
      [...(await suppressedCells(cells, relations, protection(keyed(key))))].sort().join();
    expect(await pattern('one')).toBe(await pattern('one'));
    if ((await pattern('one')) !== (await pattern('other'))) differing += 1;
  }
  expect(differing).toBeGreaterThan(5);
});

test('a fingerprint distinguishes keys', () => {
  const [one, same, other] = ['a', 'a', 'b'].map((letter) => keyFingerprint(Buffer.alloc(32, letter)));
  expect(one).toBe(same);
  expect(one).not.toBe(other);
});
