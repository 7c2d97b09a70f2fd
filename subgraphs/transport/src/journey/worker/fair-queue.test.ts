import { expect, test } from 'vitest';
import { FairQueue } from './fair-queue.ts';

/** `b2.1` belongs to app b and its second request. */
function caller(item: string) {
  return { app: item.slice(0, 1), request: item.slice(1, 2) };
}

function push(queue: FairQueue<string>, ...items: string[]) {
  return items.map((item) => queue.push(caller(item), item));
}

function drain(queue: FairQueue<string>): string[] {
  const items: string[] = [];
  for (let item = queue.shift(); item !== undefined; item = queue.shift()) items.push(item);
  return items;
}

test('serves apps round robin, and so the requests of an app', () => {
  const queue = new FairQueue<string>(10);
  push(queue, 'a1.1', 'a1.2', 'a1.3', 'a2.1', 'b1.1', 'c1.1', 'b1.2');
  expect(queue.shift()).toBe('a1.1');
  push(queue, 'd1.1');
  expect(drain(queue)).toEqual(['b1.1', 'c1.1', 'a2.1', 'd1.1', 'b1.2', 'a1.2', 'a1.3']);
  expect(queue.size).toBe(0);
});

test('returns what exceeds the limit', () => {
  const queue = new FairQueue<string>(2);
  expect(push(queue, 'a1.1', 'b1.1', 'c1.1')).toEqual([undefined, undefined, 'c1.1']);
  expect(queue.remove(caller('a1.1'), 'a1.1')).toBe(true);
  expect(queue.remove(caller('a1.1'), 'a1.1')).toBe(false);
  expect(push(queue, 'c1.1')).toEqual([undefined]);
  expect(drain(queue)).toEqual(['b1.1', 'c1.1']);
});

test('an app that fills the queue yields to others, up to equal shares', () => {
  const queue = new FairQueue<string>(4);
  push(queue, 'a1.1', 'a1.2', 'a2.1', 'a2.2');
  expect(push(queue, 'a3.1', 'b1.1', 'b1.2', 'b1.3')).toEqual(['a3.1', 'a2.2', 'a2.1', 'b1.3']);
  expect(drain(queue)).toEqual(['a1.1', 'b1.1', 'a1.2', 'b1.2']);
});
