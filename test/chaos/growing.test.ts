import { expect, test } from 'vitest';
import { growingIn } from './growing.ts';

const samples = (mb: (at: number) => number) => Array.from({ length: 180 }, (_, at) => ({ heap: mb(at) }));

test('detects a leak, with or without garbage on top of it', () => {
  expect(growingIn(samples((at) => 100 + at))).toEqual(['heap']);
  expect(growingIn(samples((at) => 100 + at + (at % 7) * 20))).toEqual(['heap']);
});

test('a fluctuating value does not grow, even if one sample was its minimum', () => {
  expect(growingIn(samples((at) => 10 + (at % 9) * 5))).toEqual([]);
  expect(growingIn(samples((at) => (at === 70 ? 2.8 : 10 + (at % 9) * 5)))).toEqual([]);
});

test('a value that rises at first and then stays does not grow', () => {
  expect(growingIn(samples((at) => Math.min(100, 40 + at)))).toEqual([]);
});
