import { expect, test } from 'vitest';
import { isDeeperThan } from './json-depth.ts';

const nested = (depth: number, open = '[', close = ']', inner = '') =>
  JSON.parse(open.repeat(depth) + inner + close.repeat(depth));

test.each([
  ['[', ']', ''],
  ['[1,', ',2]', '0'],
  ['{"a":', '}', 'null'],
  ['{"__proto__":', '}', '1'],
  ['{"x":[],"a":', '}', '[]'],
  ['[{"a":', '}]', '""'],
])('depth of %s', (open, close, inner) => {
  // The innermost value may be a level of its own.
  const innermost = inner === '[]' ? 1 : 0;
  const levels = open.startsWith('[{') ? 2 : 1;
  for (const count of [1, 2, 10, 500]) {
    const depth = count * levels + innermost;
    const value = nested(count, open, close, inner);
    expect(isDeeperThan(depth, value)).toBe(false);
    expect(isDeeperThan(depth - 1, value)).toBe(true);
  }
});

test('siblings are not deep', () => {
  expect(isDeeperThan(3, Array(100).fill({ a: [1] }))).toBe(false);
});

test.each([null, true, 0, '[[[[', ''])('%j has no depth', (value) => {
  expect(isDeeperThan(0, value)).toBe(false);
});

test('a million levels end at the limit', () => {
  expect(isDeeperThan(1_000, nested(1_000_000))).toBe(true);
});
