import { expect, test } from 'vitest';
import { parsePeriod, periodText, rangeIn } from './time-period.ts';

test.each([
  ['2015', 'A', 24_180, 24_191],
  ['2015-S2', 'S', 24_186, 24_191],
  ['2015-Q1', 'Q', 24_180, 24_182],
  ['2015-12', 'M', 24_191, 24_191],
])('%s is a period of frequency %s', (text, frequency, firstMonth, lastMonth) => {
  expect(parsePeriod(text)).toEqual({ frequency, firstMonth, lastMonth });
});

test.each([
  '',
  '15',
  '2015-',
  '2015-13',
  '2015-00',
  '2015-Q5',
  '2015-S3',
  '2015-3',
  '2015-01-01',
  ' 2015',
  '２０１５',
])('%j is not a period', (text) => {
  expect(parsePeriod(text)).toBeUndefined();
});

test.each([
  ['A', '2015', '2016', ['2015', '2016']],
  ['A', '2015-03', '2016', ['2016', '2016']],
  ['A', '2015', '2016-11', ['2015', '2015']],
  ['M', '2015', '2016', ['2015-01', '2016-12']],
  ['M', '2015-Q2', '2015-S2', ['2015-04', '2015-12']],
  ['Q', '2015-02', '2015-11', ['2015-Q2', '2015-Q3']],
  ['S', '2015-Q1', '2015-Q2', ['2015-S1', '2015-S1']],
] as const)('in frequency %s, %s to %s', (frequency, from, to, range) => {
  const found = rangeIn(frequency, parsePeriod(from) ?? null, parsePeriod(to) ?? null);
  expect([found.from, found.to].map((month) => periodText(frequency, month))).toEqual(range);
});

test('an open end includes every period', () => {
  const { from, to } = rangeIn('M', null, null);
  expect([periodText('M', from), periodText('M', to)]).toEqual(['0000-01', '9999-12']);
});
