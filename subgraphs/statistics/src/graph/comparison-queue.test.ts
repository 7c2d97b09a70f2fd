import { expect, test } from 'vitest';
import { ComparisonQueue } from './comparison-queue.ts';

test('compares one at a time, and refuses more than five', async () => {
  const queue = new ComparisonQueue();
  const ends: (() => void)[] = [];
  const started: number[] = [];
  const all = Array.from({ length: 5 }, (_, index) =>
    queue.run(async () => {
      started.push(index);
      await new Promise<void>((resolve) => ends.push(resolve));
      if (index === 1) throw new Error('fails');
      return index;
    }),
  );
  const settled = Promise.allSettled(all);
  await expect(queue.run(async () => 0)).rejects.toMatchObject({
    code: 'OVERLOADED',
    extensions: { retryAfter: 5 },
  });
  for (let index = 0; index < 5; index += 1) {
    await new Promise(setImmediate);
    expect(started).toEqual(Array.from({ length: index + 1 }, (_, position) => position));
    ends[index]?.();
  }
  expect((await settled).map(({ status }) => status)).toEqual([
    ...['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled'],
  ]);
  expect(await queue.run(async () => 7)).toBe(7);
});
