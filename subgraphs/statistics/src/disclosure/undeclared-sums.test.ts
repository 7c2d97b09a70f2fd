import { expect, test } from 'vitest';
import { codedManifest, csvOf, releaseText } from '../../test/release-text.ts';

/* Attacks on the search for undeclared sums: each file has one, or one that the search cannot check. */

const years = Array.from({ length: 12 }, (_, index) => 2000 + index);

/** Men and women, young and old: two groupings of the same persons. */
function grouped(count: number, scaled: (value: number) => string = String): string[] {
  return years.slice(0, count).flatMap((year, index) => {
    const men = 100 + ((index * 37) % 91);
    const women = 120 + ((index * 53) % 83);
    const young = 40 + ((index * 29) % 61);
    return [men, women, young, men + women - young].map(
      (value, group) => `${'MWYO'[group]} ${year} ${scaled(value)}`,
    );
  });
}

const groups = (more: object = {}, extra = '') =>
  codedManifest([{ codes: `M W Y O${extra}`, ...more }], {
    disclosure: { threshold: 10, unitsColumn: 'n' },
  });
const measure = (roundedTo: number) => ({
  ...(groups() as { measure: object }).measure,
  roundedTo,
});
const many = Array.from({ length: 64 }, (_, index) => `C${index}`);
const manyRows = years.flatMap((year, index) =>
  many.map((code, place) => `${code} ${year} ${100 + ((index * 31 + place * place * 17) % 97)}`),
);

test.each([
  ['values beyond 2^53 when scaled', groups(), grouped(12, (value) => `${value}000000000`)],
  ['integers with roundedTo', { ...groups(), measure: measure(0) }, grouped(12)],
  ['a fifth code in only one line', groups({}, ' Z'), [...grouped(12), 'Z 2000 77']],
  ['67 codes', groups({}, ` ${many.join(' ')}`), [...grouped(12), ...manyRows]],
  ['five lines', groups(), grouped(5)],
  ['two lines', groups(), grouped(2)],
  ['an inconsistent year', groups(), grouped(12).map((row) => (row === 'M 2003 120' ? 'M 2003 121' : row))],
])('%s: a second grouping is refused', async (_case, manifest, rows) => {
  const { problems } = await releaseText(manifest, csvOf(1, rows));
  expect(problems).toMatch(/can be computed from|could not check/);
});

test('seven decimals: a second grouping is refused', async () => {
  const manifest = { ...groups(), disclosure: { threshold: 10, unitsColumn: 'firms' } };
  const exact = csvOf(
    1,
    grouped(12, (value) => `${(value * 1_234_567) / 1e7},50`),
  ).replace('year,n', 'year,n,firms');

  expect((await releaseText(manifest, exact)).problems).toMatch(/can be computed from/);
});

const flat = [{ codes: 'ALL A B' }, { codes: 'ALL X Y' }];
const grid = years.flatMap((year, index) => {
  const cells = [14, 40, 50, 60].map((value, cell) => value + ((index * (cell + 3) * 7) % 31));
  const names = ['A X', 'A Y', 'B X', 'B Y'];
  return [
    ...names.map((name, cell) => `${name} ${year} ${cells[cell]}`),
    `ALL ALL ${year} ${cells.reduce((sum, value) => sum + value, 0)}`,
  ];
});

test('a grand total of flat lists without margins cannot be checked, and is refused', async () => {
  const { problems } = await releaseText(codedManifest(flat), csvOf(2, grid));
  expect(problems).toMatch(/could not check ALL.*"independent"/);
});

test('an undeclared total beside only a total of another dimension is refused', async () => {
  const totals = years.flatMap((year, index) => {
    const at = (cell: number) => Number(grid[index * 5 + cell]?.split(' ')[3]);
    return [
      ...[0, 1, 2, 3].map((cell) => grid[index * 5 + cell] ?? ''),
      `ALL X ${year} ${at(0) + at(2)}`,
      `ALL Y ${year} ${at(1) + at(3)}`,
      `ALL ALL ${year} ${at(0) + at(1) + at(2) + at(3)}`,
    ];
  });
  const dimensions = [{ codes: 'ALL A<ALL B<ALL', totals: ['ALL'] }, flat[1]!];
  const { problems } = await releaseText(codedManifest(dimensions), csvOf(2, totals));
  expect(problems).toMatch(/ALL can be computed from X, Y/);
});

test('a sum in eleven of twelve years is refused', async () => {
  const rows = years.flatMap((year, index) => {
    const parts = [20 + ((index * 7) % 13), 30 + ((index * 11) % 17), 40 + ((index * 5) % 19)];
    const sum = parts.reduce((all, part) => all + part, index === 5 ? 1 : 0);
    return [...parts, sum].map((value, code) => `${['A', 'B', 'C', 'ALL'][code]} ${year} ${value}`);
  });
  const { problems } = await releaseText(codedManifest([{ codes: 'ALL A B C' }]), csvOf(1, rows));
  expect(problems).toMatch(/can be computed from/);
});

test('codes that the owner lists as independent are served unless a sum holds', async () => {
  const rows = [
    'A 2000 20',
    'B 2000 33',
    'C 2000 47',
    'D 2000 91',
    'A 2001 25',
    'B 2001 38',
    'C 2001 44',
    'D 2001 95',
  ];
  const manifest = (more: object) => codedManifest([{ codes: 'A B C D', ...more }]);
  expect((await releaseText(manifest({}), csvOf(1, rows))).problems).toMatch(/could not check A, B, C, D/);
  expect((await releaseText(manifest({ independent: true }), csvOf(1, rows))).published?.size).toBe(8);
  expect(
    (await releaseText(manifest({ independent: ['A', 'B', 'C', 'D'] }), csvOf(1, rows))).published?.size,
  ).toBe(8);
  const { problems } = await releaseText(groups({ independent: true }), csvOf(1, grouped(12)));
  expect(problems).toMatch(/can be computed from/);
});
