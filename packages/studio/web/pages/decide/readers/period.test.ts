import { expect, it } from 'vitest';
import { daysOf, periodOf } from './period.ts';

it('is whole days of the city, today included', () => {
  // Twenty minutes past midnight in the city.
  const period = periodOf(3, new Date('2026-11-27T16:20:00Z'));
  expect(period).toEqual({ from: '2026-11-25T16:00:00.000Z', until: '2026-11-27T17:00:00.000Z' });
  expect(daysOf(period, 3)).toEqual(['2026-11-26', '2026-11-27', '2026-11-28']);
});

it('never exceeds what the graph counts', () => {
  const { from, until } = periodOf(31, new Date('2026-11-28T15:59:59.999Z'));
  expect(Date.parse(until) - Date.parse(from)).toBeLessThanOrEqual(31 * 24 * 3_600_000);
});
