import { expect, test } from 'vitest';
import { growingLru } from './growing-lru.ts';

test('holds the entries that were used most recently', () => {
  const cache = growingLru<number>(3);
  for (const [at, key] of ['a', 'b', 'c'].entries()) cache.set(key, at);
  expect(cache.get('a')).toBe(0);
  cache.set('d', 3);
  cache.set('d', 4);
  expect([...cache.keys()].sort()).toEqual(['a', 'c', 'd']);
  expect(cache.get('d')).toBe(4);
});
