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
beforeAll(async () => {
  const demo = await demoHouseholds();
  perKey = await Promise.all(
    Array.from({ length: 4 }, async (_, seed) => {
      const cells = await publishedCells(demo, Buffer.alloc(32, seed + 1));
      const estimates = reconstruct(cells, demo.sizes);
      return cells.map((cell, index) => ({ ...cell, estimate: estimates[index] ?? 0 }));
    }),
  );
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

test('a cell about one unit cannot be told from an empty one better than the stated bound', () => {
  const cells = perKey.flat().filter(({ conditions }) => conditions.size === 3);
  // A published count above zero is certain; the others are ranked by the estimate, with the best threshold.
  const score = ({ published, estimate }: Attacked) => (published > 0 ? Number.MAX_VALUE : estimate);
  const single = cells.filter(({ truth }) => truth === 1);
  const empty = cells.filter(({ truth }) => truth === 0);
  expect(Math.min(single.length, empty.length)).toBeGreaterThan(80);
  const right = [...single, ...empty].map((cell) => {
    const threshold = score(cell);
    return (
      (share(single, (one) => score(one) >= threshold) + share(empty, (one) => score(one) < threshold)) / 2
    );
  });
  expect(share(single, ({ published }) => published > 0)).toBeLessThan(1 / 3);
  expect(Math.max(...right)).toBeLessThan(0.75);
});

test('whether a cell and a larger one have the same count says little about the rest', () => {
  const differ = new Map<number, boolean[]>();
  for (const cells of perKey) {
    for (const whole of cells.filter(({ conditions, truth }) => conditions.size === 2 && truth >= 3)) {
      for (const part of cells.filter(({ conditions }) => conditions.size === 3)) {
        if (![...whole.conditions].every(([variable, code]) => part.conditions.get(variable) === code))
          continue;
        const rest = whole.truth - part.truth;
        if (rest <= 1 && part.truth >= 3)
          differ.set(rest, [...(differ.get(rest) ?? []), whole.published !== part.published]);
      }
    }
  }
  const [same, one] = [0, 1].map((rest) => differ.get(rest) ?? []);
  expect(share(same ?? [], Boolean)).toBeGreaterThan(0.6);
});
