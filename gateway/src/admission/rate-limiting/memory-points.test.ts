import { expect, test } from 'vitest';
import { memoryPoints } from './memory-points.ts';

const policy = { name: 'address', points: 10, windowSeconds: 60 };

test('gives out the points of a window, and the same number in the next one', async () => {
  let now = 5_000;
  const { take } = memoryPoints(policy, () => now);
  expect(await take('a', 7)).toEqual({ granted: 7, left: 3, endsInMs: 60_000 });
  now += 59_999;
  expect(await take('a', 7)).toEqual({ granted: 3, left: 0, endsInMs: 1 });
  expect(await take('a', 1)).toEqual({ granted: 0, left: 0, endsInMs: 1 });
  expect(await take('b', 1)).toEqual({ granted: 1, left: 9, endsInMs: 60_000 });
  now += 1;
  expect(await take('a', 7)).toEqual({ granted: 7, left: 3, endsInMs: 60_000 });
});

test('stays bounded within a window: the least recently used keys are evicted', async () => {
  const { take } = memoryPoints(policy, () => 0);
  for (let at = 0; at <= 100_000; at += 1) await take(`network ${at}`, 10);
  expect(await take('network 100000', 1)).toMatchObject({ granted: 0 });
  expect(await take('network 0', 1)).toMatchObject({ granted: 1 });
});
