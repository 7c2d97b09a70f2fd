import { expect, test } from 'vitest';
import { isDeeperThan } from './json-depth.ts';

const nested = (depth: number, open = '[', close = ']') => open.repeat(depth) + close.repeat(depth);

test.each([
  ['[', ']'],
  ['{"a":', '}'],
  ['[{"a":', '}]'],
])('depth of %s', (open, close) => {
  const levels = open.match(/[[{]/g)!.length;
  expect(isDeeperThan(20, nested(20 / levels, open, close))).toBe(false);
  expect(isDeeperThan(20, nested(20 / levels + 1, open, close))).toBe(true);
});

test('what lies beside each other is not deep', () => {
  expect(isDeeperThan(3, JSON.stringify(Array(100).fill({ a: [1] })))).toBe(false);
});

test.each(['[[[[[[', '"[[[[[[', '\\"[[[[[[', '\\', '\\\\', '"', '{"a":"', ''])(
  'text %j is not structure',
  (value) => {
    expect(isDeeperThan(2, JSON.stringify([value, [value], { [value]: value }]))).toBe(false);
    expect(isDeeperThan(1, JSON.stringify([value, [value]]))).toBe(true);
  },
);

test('text that is no JSON is read to its end', () => {
  expect(isDeeperThan(2, `"${'['.repeat(100)}`)).toBe(false);
  expect(isDeeperThan(2, `]]]]]]${'['.repeat(8)}`)).toBe(false);
});
