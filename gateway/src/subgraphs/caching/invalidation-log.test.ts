import { expect, test } from 'vitest';
import { InvalidationLog } from './invalidation-log.ts';

test('a tag is as old as its last invalidation', () => {
  const log = new InvalidationLog();
  expect(log.lastOf(['s a'])).toBe(0);
  log.record(['s a', 's b'], 1);
  log.record(['s b'], 2);
  // Reported late, and once more.
  log.record(['s b'], 1);
  expect([
    log.lastOf(['s a']),
    log.lastOf(['s b']),
    log.lastOf(['s a', 's b', 's c']),
    log.lastOf(['s c']),
  ]).toEqual([1, 2, 2, 0]);
  expect(log.latest).toBe(2);
});

test('a dropped tag invalidates every tag of its subgraph, and none of another', () => {
  const log = new InvalidationLog(2);
  log.record(['other a'], 1);
  for (const [at, tag] of ['s a', 's b', 's c'].entries()) log.record([tag], at + 2);
  expect([
    log.lastOf(['s a']),
    log.lastOf(['s b']),
    log.lastOf(['s c']),
    log.lastOf(['s never']),
    log.lastOf(['other a']),
    log.lastOf(['other never']),
  ]).toEqual([2, 3, 4, 2, 1, 0]);
});

test('a transferred log drops its oldest entries first, in whatever order they arrive', () => {
  const log = new InvalidationLog(2);
  log.load({
    latest: 12,
    tags: [
      ['s b', 9],
      ['s a', 7],
      ['s c', 11],
      ['other a', 8],
    ],
    floors: [['third', 5]],
  });
  expect([
    log.lastOf(['s never']),
    log.lastOf(['s b']),
    log.lastOf(['other never']),
    log.lastOf(['third never']),
    log.latest,
  ]).toEqual([7, 9, 0, 5, 12]);
});
