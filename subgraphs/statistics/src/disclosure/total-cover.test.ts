import { expect, test } from 'vitest';
import { codedManifest, csvOf, releaseText } from '../../test/release-text.ts';

/* Attacks by subtraction on totals whose parts are not on their own line. */

const grid = ['A X 4', 'A Y 40', 'B X 50', 'B Y 60'];
const two = [
  { codes: '_T A<_T B<_T', totals: ['_T'] },
  { codes: '_T X<_T Y<_T', totals: ['_T'] },
];
const inner3 = [
  'A X P 4',
  'A X Q 40',
  'A Y P 50',
  'A Y Q 60',
  'B X P 41',
  'B X Q 42',
  'B Y P 43',
  'B Y Q 44',
];
const margins3 = [
  'A _T _T 154',
  'B _T _T 170',
  '_T X _T 127',
  '_T Y _T 197',
  '_T _T P 138',
  '_T _T Q 186',
  '_T _T _T 324',
];
const levels = [{ codes: '_T A<_T B<_T A1<A A2<A B1<B B2<B' }];

test.each([
  ['a grand total without margins', two, [...grid, '_T _T 154']],
  ['a three-way table with one-way margins', [...two, { codes: '_T P<_T Q<_T' }], [...inner3, ...margins3]],
  ['an intermediate level that is absent', levels, ['A1 4', 'A2 40', 'B1 50', 'B2 60', '_T 154']],
  ['a subtotal without a value', levels, ['A1 4', 'A2 40', 'B1 50', 'B2 60', 'A ', 'B 110', '_T 154']],
  [
    'an absent, undeclared level',
    [{ ...levels[0], codes: levels[0]!.codes, totals: ['_T'] }],
    ['A1 4', 'A2 40', 'B1 50', 'B2 60', '_T 154'],
  ],
])('%s protects the cells that it covers', async (_case, dimensions, rows) => {
  const { published, problems } = await releaseText(
    codedManifest(dimensions),
    csvOf(dimensions.length, rows),
  );
  expect(problems).toBeUndefined();
  const hidden = [...(published ?? [])].filter(([name, value]) => value === null && name !== 'A 2020');
  expect(hidden.length).toBeGreaterThan(1);
});

test.each([
  ['a grand total that is wrong', two, [...grid, '_T _T 155'], /parts sum to 154/],
  [
    'a total with no codes below it',
    [
      { codes: 'ALL A B', totals: ['ALL'] },
      { codes: 'ALL X Y', totals: ['ALL'] },
    ],
    [...grid, 'ALL ALL 154'],
    /coded, period 2020.*ALL ALL has no codes below/,
  ],
  [
    'margins both ways without their total',
    two,
    ['A _T 4', 'B _T 150', '_T X 54', '_T Y 100'],
    /coded, period 2020.*_T _T/,
  ],
])('%s is refused', async (_case, dimensions, rows, problem) => {
  const { problems } = await releaseText(codedManifest(dimensions), csvOf(2, rows));
  expect(problems).toMatch(problem);
});

test('an absent total is accepted if its parts follow from the inner cells', async () => {
  const rows = [...grid, 'A _T 44', 'B _T 110', '_T X 54', '_T Y 100'];
  expect((await releaseText(codedManifest(two), csvOf(2, rows))).published).toBeDefined();
});
