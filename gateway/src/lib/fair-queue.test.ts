import { expect, test } from 'vitest';
import { FairQueue, systemCaller } from './fair-queue.ts';

function filled(...items: readonly string[]): FairQueue<string> {
  const queue = new FairQueue<string>({ callers: 10, ofCaller: 10 });
  for (const item of items) queue.push(item.charAt(0), item);
  return queue;
}

function drained(queue: FairQueue<string>): readonly unknown[] {
  return Array.from({ length: 10 }, () => queue.shift()).filter((item) => item !== undefined);
}

test('callers with equal usage alternate, each in order of arrival', () => {
  expect(drained(filled('a1', 'a2', 'a3', 'b1', 'b2', 'c1'))).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
});

test('the caller with the least usage comes next', () => {
  const queue = filled('a1', 'a2', 'b1', 'b2', 'c1');
  queue.took('a', 500);
  queue.took('b', 10);
  expect(drained(queue)).toEqual(['c1', 'b1', 'b2', 'a1', 'a2']);
});

test('a caller that is not eligible is passed over', () => {
  const queue = filled('a1', 'b1');
  expect(queue.shift((caller) => caller !== 'a')).toBe('b1');
  expect(queue.shift((caller) => caller !== 'a')).toBeUndefined();
  expect(queue.shift()).toBe('a1');
});

test('a caller that stops waiting leaves the queue', () => {
  const queue = filled('a1', 'a2', 'b1');
  expect(queue.remove('a', 'a1')).toBe(true);
  expect(queue.remove('a', 'a1')).toBe(false);
  expect(queue.remove('c', 'c1')).toBe(false);
  expect(drained(queue)).toEqual(['a2', 'b1']);
});

test("the gateway's own work comes first, whatever its usage", () => {
  const queue = filled('a1', 'b1');
  queue.push(systemCaller, 'own');
  queue.took(systemCaller, 500);
  expect(drained(queue)).toEqual(['own', 'a1', 'b1']);
});

test('bounds the entries of one caller, and the number of callers', () => {
  const queue = new FairQueue<number>({ callers: 2, ofCaller: 3 });
  expect([1, 2, 3, 4].map((item) => queue.push('a', item))).toEqual([true, true, true, false]);
  expect([queue.push('b', 1), queue.push('c', 1)]).toEqual([true, false]);
  queue.shift();
  expect([queue.push('a', 4), queue.push('c', 1)]).toEqual([true, false]);
  queue.shift();
  expect(queue.push('c', 1)).toBe(true);
});
