import { expect, test } from 'vitest';
import { addMonths, dateMs, dateText, dayMs, weekday } from './calendar.ts';
import { commonTimeline, renumbered } from './common-timeline.ts';
import type { Frequency } from './frequency.ts';
import { parsePeriod } from './parse-period.ts';
import { rangeIn, requestedPeriod, timelineOf } from './timeline.ts';

test.each([
  ['2015', '2015-01-01', 365],
  ['2015-A1', '2015-01-01', 365],
  ['2015-S2', '2015-07-01', 184],
  ['2015-T2', '2015-05-01', 123],
  ['2015-Q1', '2015-01-01', 90],
  ['2015-12', '2015-12-01', 31],
  ['2016-M02', '2016-02-01', 29],
  ['2015-W01', '2014-12-29', 7],
  ['2020-W53', '2020-12-28', 7],
  ['2021-W01', '2021-01-04', 7],
  ['2016-D366', '2016-12-31', 1],
  ['2015-03-01', '2015-03-01', 1],
  ['0004-02-29', '0004-02-29', 1],
  ['2015-03-01/P10D', '2015-03-01', 10],
  ['2016-01-31/P1M', '2016-01-31', 29],
  ['2015-03-01/P1Y2M3DT24H', '2015-03-01', 431],
])('%s begins on %s and has %i days', (text, first, days) => {
  const { start, end } = parsePeriod(text)!;
  expect([dateText(start), (end - start) / dayMs]).toEqual([first, days]);
});

test.each([
  ['2020-Q1', '2020-07-01', '2020-10-01'],
  ['2020-A1', '2020-07-01', '2021-07-01'],
  ['2020-M12', '2021-06-01', '2021-07-01'],
  ['2020-W01', '2020-06-29', '2020-07-06'],
  ['2020-D001', '2020-07-01', '2020-07-02'],
  ['2020-07', '2020-07-01', '2020-08-01'],
  ['2020', '2020-01-01', '2021-01-01'],
])('in reporting years from 1 July, %s is %s to %s', (text, from, to) => {
  const { start, end } = parsePeriod(text, '--07-01')!;
  expect([dateText(start), dateText(end)]).toEqual([from, to]);
});

test.each([
  '',
  '15',
  '2015-',
  '2015-13',
  '2015-00',
  '2015-Q5',
  '2015-S3',
  '2015-T4',
  '2015-A2',
  '2015-3',
  '2015-W00',
  '2015-W1',
  '2019-W53',
  '2015-D366',
  '2015-M13',
  '2015-02-29',
  '2015-03-01T24:00:00',
  '2015-03-01T10:00',
  '2015-03-01T10:00:00.0001',
  '2015-03-01/P',
  '2015-03-01/P0D',
  '2015-03-01/P1DT',
  '2015-03-01/P1W',
  '2015-03/P1D',
  ' 2015',
  '２０１５',
])('%j is not a period', (text) => {
  expect(parsePeriod(text)).toBeUndefined();
});

const everyFrequency: readonly (readonly [Exclude<Frequency, 'I'>, string])[] = [
  ['A', '2015'],
  ['S', '2015-S2'],
  ['T', '2015-T3'],
  ['Q', '2015-Q1'],
  ['M', '2015-03'],
  ['W', '2015-W07'],
  ['D', '2015-03-01'],
  ['B', '2015-03-02'],
  ['H', '2015-03-01T23:00:00'],
  ['N', '2015-03-01T23:59:00'],
];

test.each(everyFrequency)(
  'periods of frequency %s follow each other, and keep their texts',
  (frequency, text) => {
    for (const startDay of ['--01-01', '--04-06', '--07-31']) {
      const timeline = timelineOf({ frequency, startDay });
      const number =
        startDay === '--01-01' ? timeline.numberOf(text)! : timeline.firstFrom(dateMs(2015, 2, 1));
      let before = timeline.before(number);
      for (let one = number; one < number + 60; one += number - timeline.before(number)) {
        const own = timeline.text(one);
        expect(timeline.numberOf(own)).toBe(one);
        expect(timeline.interval(one).start).toBe(timeline.interval(before).end);
        before = one;
      }
    }
  },
);

test('stored numbers of the first frequencies stay months since year 0', () => {
  const stored = [
    ['A', '2015', 24_180],
    ['S', '2015-S2', 24_186],
    ['Q', '2015-Q1', 24_180],
    ['M', '2015-12', 24_191],
  ] as const;
  for (const [frequency, text, number] of stored) {
    expect(timelineOf({ frequency }).numberOf(text)).toBe(number);
  }
});

test.each([
  ['A', '2015-A1', '2015'],
  ['M', '2015-M03', '2015-03'],
  ['Q', '2015-01-01/P3M', '2015-Q1'],
  ['D', '2015-D032', '2015-02-01'],
  ['W', '2014-12-29/P7D', '2015-W01'],
  ['H', '2015-01-01T13:00:00/PT1H', '2015-01-01T13:00:00'],
] as const)('in frequency %s, %s is the period %s', (frequency, text, canonical) => {
  const timeline = timelineOf({ frequency });
  expect(timeline.text(timeline.numberOf(text)!)).toBe(canonical);
});

test.each([
  ['A', '2015-Q1'],
  ['D', '2015'],
  ['H', '2015-01-01T13:30:00'],
  ['H', '2015-01-01'],
  ['W', '2015-01-01/P7D'],
  ['N', '9000-01-01T00:00:00'],
] as const)('frequency %s has no period %s', (frequency, text) => {
  expect(timelineOf({ frequency }).numberOf(text)).toBeUndefined();
});

test.each([
  ['A', '2015', '2016', ['2015', '2016']],
  ['A', '2015-03', '2016', ['2016', '2016']],
  ['A', '2015', '2016-11', ['2015', '2015']],
  ['M', '2015', '2016', ['2015-01', '2016-12']],
  ['M', '2015-Q2', '2015-S2', ['2015-04', '2015-12']],
  ['M', '2015-W01', '2015-W10', ['2015-01', '2015-02']],
  ['Q', '2015-02', '2015-11', ['2015-Q2', '2015-Q3']],
  ['S', '2015-Q1', '2015-Q2', ['2015-S1', '2015-S1']],
  ['W', '2015', '2015', ['2015-W02', '2015-W52']],
  ['D', '2015-02', '2015-W10', ['2015-02-01', '2015-03-08']],
  ['H', '2015-02-01', '2015-02-01T05:00:00', ['2015-02-01T00:00:00', '2015-02-01T05:00:00']],
  ['H', '2015-02-01T00:30:00', '2015-02-01', ['2015-02-01T01:00:00', '2015-02-01T23:00:00']],
] as const)('in frequency %s, %s to %s', (frequency, from, to, range) => {
  const timeline = timelineOf({ frequency });
  const found = rangeIn(timeline, requestedPeriod(timeline, from)!, requestedPeriod(timeline, to)!);
  expect([timeline.text(found.from), timeline.text(found.to)]).toEqual(range);
});

test('an open end includes every period', () => {
  for (const [frequency, text] of everyFrequency) {
    const timeline = timelineOf({ frequency });
    const { from, to } = rangeIn(timeline, null, null);
    const number = timeline.numberOf(text)!;
    expect(from <= number && number <= to).toBe(true);
  }
});

test('a requested time of another zone is converted to that of the data set', () => {
  const timeline = timelineOf({ frequency: 'H', zone: '+08:00' });
  const { start, end } = requestedPeriod(timeline, '2026-03-01T00:00:00Z')!;
  const { from, to } = rangeIn(timeline, { start, end }, { start, end });
  expect([timeline.text(from), timeline.text(to)]).toEqual([
    '2026-03-01T08:00:00+08:00',
    '2026-03-01T08:00:00+08:00',
  ]);
});

const listed = ['2019', '2020-01-01/P3M', '2020-01-01T10:00:00', '2020-W10', '2020-06-01'];

test('listed times are in the order of their starts, and ranges have those that begin in them', () => {
  const timeline = timelineOf({ frequency: 'I', listed });
  const range = rangeIn(timeline, requestedPeriod(timeline, '2020')!, requestedPeriod(timeline, '2020-03')!);
  expect(listed.slice(range.from, range.to + 1)).toEqual(listed.slice(1, 4));
  expect(timeline.numberOf('2020-01-01/P91D')).toBe(1);
  const moment = requestedPeriod(timeline, '2020-01-01T10:00:00')!;
  expect(rangeIn(timeline, moment, moment)).toEqual({ from: 2, to: 2 });
});

test('listed periods with the same start are told apart by their ends', () => {
  const same = ['2020-01-01T00:00:00', '2020-01-01', '2020-01-01/P3M', '2020'];
  const timeline = timelineOf({ frequency: 'I', listed: same });
  expect(same.map((text) => timeline.numberOf(text))).toEqual([0, 1, 2, 3]);
  expect(['2020-01', '2021', '2019', 'never'].map((text) => timeline.numberOf(text))).toEqual(
    Array.from({ length: 4 }, () => undefined),
  );
});

test('listed times of two releases have common numbers', () => {
  const before = timelineOf({ frequency: 'I', listed });
  const after = timelineOf({ frequency: 'I', listed: ['2018', ...listed.slice(0, 2), ...listed.slice(3)] });
  const common = commonTimeline(before, after)!;
  expect(common.listed).toEqual(['2018', ...listed]);
  expect(renumbered(before, common, 'period')).toBe('toUInt32(multiIf(period < 5, period + 1, period))');
  expect(renumbered(after, common, 'period')).toBe(
    'toUInt32(multiIf(period < 3, period + 0, period < 5, period + 1, period))',
  );
  expect(commonTimeline(before, after)).toBe(common);
  expect(commonTimeline(before, timelineOf({ frequency: 'I', listed, zone: 'Z' }))).toBeNull();
  expect(commonTimeline(before, timelineOf({ frequency: 'D' }))).toBeNull();
});

test('the calendar agrees with that of ISO 8601', () => {
  expect(dateText(addMonths(dateMs(2016, 0, 31), 1))).toBe('2016-02-29');
  expect(weekday(dateMs(0, 0, 3))).toBe(0);
  expect(dateText(dateMs(99, 11, 31))).toBe('0099-12-31');
});
