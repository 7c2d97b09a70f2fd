import { expect, test } from 'vitest';
import { BoundedCache } from './bounded-cache.ts';

const weigh = (value: string) => value.length;

test('what was read last stays, what was not goes', () => {
  const cache = new BoundedCache<string>(6, weigh);
  cache.set('a', 'aa');
  cache.set('b', 'bb');
  cache.set('c', 'cc');
  cache.get('a');
  cache.set('d', 'dd');
  expect(['a', 'b', 'c', 'd'].map((key) => cache.get(key))).toEqual(['aa', undefined, 'cc', 'dd']);
  expect(cache.weight).toBe(6);
});

test('an entry set again counts once', () => {
  const cache = new BoundedCache<string>(6, weigh);
  cache.set('a', 'aaaa');
  cache.set('a', 'aa');
  cache.set('b', 'bbbb');
  expect([cache.get('a'), cache.get('b'), cache.weight]).toEqual(['aa', 'bbbb', 6]);
});

test('an entry above the total weight is not cached, and evicts nothing', () => {
  const cache = new BoundedCache<string>(3, weigh);
  cache.set('a', 'aaa');
  cache.set('b', 'bbbb');
  expect([cache.get('a'), cache.get('b')]).toEqual(['aaa', undefined]);
});
