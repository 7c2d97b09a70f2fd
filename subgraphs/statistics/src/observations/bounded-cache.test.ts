import { expect, test } from 'vitest';
import { BoundedCache } from './bounded-cache.ts';

const weigh = (value: string) => value.length;

test('evicts the least recently read entry', () => {
  const cache = new BoundedCache<string>(6, weigh);
  cache.set('a', 'aa');
  cache.set('b', 'bb');
  cache.set('c', 'cc');
  cache.get('a');
  cache.set('d', 'dd');
  expect(['a', 'b', 'c', 'd'].map((key) => cache.get(key))).toEqual(['aa', undefined, 'cc', 'dd']);
  expect(cache.weight).toBe(6);
});

test('counts an entry that is set again once', () => {
  const cache = new BoundedCache<string>(6, weigh);
  cache.set('a', 'aaaa');
  cache.set('a', 'aa');
  cache.set('b', 'bbbb');
  expect([cache.get('a'), cache.get('b'), cache.weight]).toEqual(['aa', 'bbbb', 6]);
});

test('does not cache an entry above the total weight, and evicts nothing for it', () => {
  const cache = new BoundedCache<string>(3, weigh);
  cache.set('a', 'aaa');
  cache.set('b', 'bbbb');
  expect([cache.get('a'), cache.get('b')]).toEqual(['aaa', undefined]);
});
