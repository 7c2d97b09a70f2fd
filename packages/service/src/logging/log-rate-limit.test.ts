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
