import { expect, it } from 'vitest';
import { lastMonths, monthOf } from './month.ts';

it('counts back over the turn of the year', () => {
  expect(lastMonths('2026-02-28', 4)).toEqual(['2026-02', '2026-01', '2025-12', '2025-11']);
});

it('is whole days, also in December and in a leap year', () => {
  expect(monthOf('2026-12')).toEqual({ from: '2026-12-01', until: '2027-01-01', last: '2026-12-31' });
  expect(monthOf('2028-02').last).toBe('2028-02-29');
});
