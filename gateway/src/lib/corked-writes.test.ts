import { setImmediate as nextIteration } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { corkWrites } from './corked-writes.ts';

test('messages of one event loop iteration are sent at its end, in order', async () => {
  const sent: number[] = [];
  corkWrites(() => sent.push(1));
  await Promise.resolve();
  corkWrites(() => sent.push(2));
  expect(sent).toEqual([]);
  await nextIteration();
  expect(sent).toEqual([1, 2]);
});

test('many messages do not wait for each other, and none is sent twice', async () => {
  const sent: number[] = [];
  for (let number = 1; number <= 20; number++) corkWrites(() => sent.push(number));
  expect(sent).toHaveLength(16);
  await nextIteration();
  expect(sent).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
});

test('messages queued during a send are sent as well', async () => {
  const sent: string[] = [];
  corkWrites(() => corkWrites(() => sent.push('inner')));
  await nextIteration();
  await nextIteration();
  expect(sent).toEqual(['inner']);
});
