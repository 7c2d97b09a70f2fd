import { expect, test } from 'vitest';
import { rateLimited } from './log-rate-limit.ts';

test('ten lines a second, and the next one reports how many were dropped', () => {
  let now = 1_000;
  const next = rateLimited(() => now);
  const many = Array.from({ length: 1_000 }, next);
  expect(many.filter((leftOut) => leftOut !== null)).toEqual(Array(10).fill(0));
  now = 2_000;
  expect([next(), next()]).toEqual([990, 0]);
});

test('the rate may be another one', () => {
  let now = 0;
  const next = rateLimited(() => now, { lines: 1, period: 60_000 });
  expect([next(), next()]).toEqual([0, null]);
  now = 59_999;
  expect(next()).toBeNull();
  now = 60_000;
  expect(next()).toBe(2);
});
