import { expect, test } from 'vitest';
import { FairQueue } from './fair-queue.ts';

function drain(queue: FairQueue<string>): string[] {
  const items: string[] = [];
  for (let item = queue.shift(); item !== undefined; item = queue.shift()) items.push(item);
  return items;
}

test('callers are served in turn, each in its own order', () => {
  const queue = new FairQueue<string>(10);
  for (const item of ['a1', 'a2', 'a3', 'b1', 'c1', 'b2']) queue.push(item[0] ?? '', item);
  expect(queue.shift()).toBe('a1');
  queue.push('d', 'd1');
  expect(drain(queue)).toEqual(['b1', 'c1', 'a2', 'd1', 'b2', 'a3']);
  expect(queue.size).toBe(0);
});

test('what does not fit is refused until there is room', () => {
  const queue = new FairQueue<string>(2);
  expect([queue.push('a', 'a1'), queue.push('b', 'b1'), queue.push('c', 'c1')]).toEqual([true, true, false]);
  expect(queue.remove('a', 'a1')).toBe(true);
  expect(queue.remove('a', 'a1')).toBe(false);
  expect(queue.push('c', 'c1')).toBe(true);
  expect(drain(queue)).toEqual(['b1', 'c1']);
});
