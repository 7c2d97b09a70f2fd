import { expect, test } from 'vitest';
import { InvalidationLog } from './invalidation-log.ts';

test('a tag is as old as its last invalidation', () => {
  const log = new InvalidationLog();
  expect(log.lastOf(['a'])).toBe(0);
  log.record(['a', 'b'], 1);
  log.record(['b'], 2);
  // Told late, and once more.
  log.record(['b'], 1);
  expect([log.lastOf(['a']), log.lastOf(['b']), log.lastOf(['a', 'b', 'c']), log.lastOf(['c'])]).toEqual([
    1, 2, 2, 0,
  ]);
  expect(log.latest).toBe(2);
});

test('what is no longer remembered counts for every tag', () => {
  const log = new InvalidationLog(2);
  for (const [at, tag] of ['a', 'b', 'c'].entries()) log.record([tag], at + 1);
  expect([log.lastOf(['a']), log.lastOf(['b']), log.lastOf(['c']), log.lastOf(['never'])]).toEqual([
    1, 2, 3, 1,
  ]);
});

test('a full log may have lost what came before it', () => {
  const log = new InvalidationLog(2);
  log.load([
    ['a', 7],
    ['b', 9],
  ]);
  expect([log.lastOf(['never']), log.lastOf(['b'])]).toEqual([7, 9]);
  const roomy = new InvalidationLog(3);
  roomy.load([
    ['a', 7],
    ['b', 9],
  ]);
  expect([roomy.lastOf(['never']), roomy.latest]).toEqual([0, 9]);
});
