import { beforeAll, expect, test } from 'vitest';
import {
  type ComparedCell,
  demoHouseholds,
  publishedCells,
  reconstruct,
} from '../../test/published-tables.ts';

interface Attacked extends ComparedCell {
  readonly estimate: number;
}

let perKey: readonly (readonly Attacked[])[];
/** Cells of all four variables, which no table has. */
let finest: readonly Attacked[];
beforeAll(async () => {
  const demo = await demoHouseholds();
  const truths = new Map<number, number>();
  for (const { positions } of demo.records) {
    const index = positions.reduce((sum, code, variable) => sum * (demo.sizes[variable] ?? 0) + code, 0);
    truths.set(index, (truths.get(index) ?? 0) + 1);
  }
  const unpublished: Attacked[] = [];
  perKey = await Promise.all(
    Array.from({ length: 4 }, async (_, seed) => {
      const cells = await publishedCells(demo, Buffer.alloc(32, seed + 1));
      const estimates = reconstruct(cells, demo.sizes);
      for (const [index, estimate] of estimates.finest.entries()) {
        unpublished.push({ conditions: new Map(), published: 0, truth: truths.get(index) ?? 0, estimate });
      }
      return cells.map((cell, index) => ({ ...cell, estimate: estimates.published[index] ?? 0 }));
    }),
  );
  finest = unpublished;
});

const share = <Item>(items: readonly Item[], test: (item: Item) => boolean) =>
  items.filter(test).length / items.length;

test('all tables together tell a count hardly better than its own table', () => {
  const cells = perKey.flat().filter(({ conditions }) => conditions.size === 3);
  const exactly = share(cells, ({ published, truth }) => published === truth);
  const attacked = share(cells, ({ estimate, truth }) => Math.round(estimate) === truth);
  const error = (of: (cell: Attacked) => number) =>
    Math.sqrt(cells.reduce((sum, cell) => sum + (of(cell) - cell.truth) ** 2, 0) / cells.length);
  const figures = {
    exactly,
    attacked,
    error: error(({ published }) => published),
    after: error(({ estimate }) => estimate),
  };
  expect(exactly).toBeLessThan(0.33);
  expect(attacked).toBeLessThan(exactly + 0.08);
  expect(figures.after).toBeGreaterThan(0.6 * figures.error);
});

/** How often a reader is right about single and empty cells, one half each, with the best threshold. */
function presence(cells: readonly Attacked[]): number {
  // A published count above zero is certain; the others are ranked by the estimate.
  const score = ({ published, estimate }: Attacked) => (published > 0 ? Number.MAX_VALUE : estimate);
  const single = cells.filter(({ truth }) => truth === 1);
  const empty = cells.filter(({ truth }) => truth === 0);
  expect(Math.min(single.length, empty.length)).toBeGreaterThan(80);
  const right = [...single, ...empty].map((cell) => {
    const threshold = score(cell);
    const seen = share(single, (one) => score(one) >= threshold);
    return (seen + share(empty, (one) => score(one) < threshold)) / 2;
  });
  return Math.max(...right);
}

test('a cell about one unit cannot be told from an empty one better than the stated bounds', () => {
  const cells = perKey.flat().filter(({ conditions }) => conditions.size === 3);
  const single = cells.filter(({ truth }) => truth === 1);
  expect(share(single, ({ published }) => published > 0)).toBeLessThan(1 / 3);
  expect(presence(cells)).toBeLessThan(0.75);
  expect(presence(finest)).toBeLessThan(0.85);
});

test('cells of four variables stay unknown', () => {
  const exact = ({ estimate, truth }: Attacked) => Math.round(estimate) === truth;
  expect(share(finest, exact)).toBeLessThan(0.55);
  expect(
    share(
      finest.filter(({ truth }) => truth === 1),
      exact,
    ),
  ).toBeLessThan(0.4);
});

test('a cell and a larger one with the same records have different counts', () => {
  const differ: boolean[] = [];
  for (const cells of perKey) {
    for (const whole of cells.filter(({ conditions, truth }) => conditions.size === 2 && truth >= 3)) {
      for (const part of cells.filter(({ conditions }) => conditions.size === 3)) {
        if (part.truth !== whole.truth) continue;
        if ([...whole.conditions].every(([variable, code]) => part.conditions.get(variable) === code)) {
          differ.push(whole.published !== part.published);
        }
      }
    }
  }
  // Equal counts would tell that the rest of the larger cell is empty.
  expect(share(differ, Boolean)).toBeGreaterThan(0.6);
});
