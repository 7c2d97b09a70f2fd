import { expect, test } from 'vitest';
import { recoverableCells } from '../../test/exact-rank.ts';
import { testRandom } from '../../test/random.ts';
import { randomTable } from '../../test/random-table.ts';
import { codedManifest, csvOf, releaseText } from '../../test/release-text.ts';

/* A reader who adds the omitted totals as unknowns, and solves for everything. */

test('a table with absent totals reveals no suppressed value', async () => {
  const random = testRandom();
  let attacked = 0;
  for (let round = 0; round < 60; round += 1) {
    const sizes = [
      [3, 4],
      [2, 3, 2],
      [4, 4],
    ][round % 3]!;
    const { cells, relations } = randomTable(random, sizes, 90);
    const absent = new Set(
      [...cells.keys()].filter((cell) => cells[cell]!.key.includes('_T') && random() < 0.4),
    );
    const kept = [...cells.keys()].filter((cell) => !absent.has(cell));
    const rows = kept.map((cell) => `${cells[cell]!.key.join(' ')} ${cells[cell]!.value}`);
    const dimensions = sizes.map((size) => ({
      codes: ['_T', ...Array.from({ length: size }, (_, code) => `${code}<_T`)].join(' '),
      totals: ['_T'],
    }));
    const { published, problems } = await releaseText(codedManifest(dimensions), csvOf(sizes.length, rows));
    if (published === undefined) {
      expect(problems).toMatch(
        /no published value is left|no value, but its parts|could not check|can be computed/,
      );
      continue;
    }
    const hidden = new Set(
      kept.filter((cell) => published.get(`${cells[cell]!.key.join(' ')} 2020`) === null),
    );
    attacked += hidden.size;
    const found = recoverableCells(relations, new Set([...hidden, ...absent]));
    expect(found.filter((cell) => hidden.has(cell))).toEqual([]);
  }
  expect(attacked).toBeGreaterThan(0);
});
