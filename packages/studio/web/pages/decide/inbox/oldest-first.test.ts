import { expect, it } from 'vitest';
import { byDay, oldestFirst } from './oldest-first.ts';

it('puts what has waited longest first', () => {
  expect(oldestFirst(['new', 'old'])).toEqual(['old', 'new']);
  const days = ['2026-11-26', '2026-11-25', '2026-11-27'].map((day) => ({ day }));
  expect(byDay(days)?.map(({ day }) => day)).toEqual(['2026-11-25', '2026-11-26', '2026-11-27']);
  expect([oldestFirst(null), byDay(undefined)]).toEqual([undefined, undefined]);
});
