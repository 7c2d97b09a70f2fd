import { expect, test } from 'vitest';
import { ExpiringMap } from './expiring-map.ts';

test('an entry is there until it expires', () => {
  const map = new ExpiringMap<string>(10);
  map.set('a', 'value', 100, 0);
  expect(map.get('a', 99)).toBe('value');
  expect(map.get('a', 100)).toBeUndefined();
  expect(map.size).toBe(0);
});

test('the oldest entry is evicted when it is full', () => {
  const map = new ExpiringMap<number>(3);
  for (let index = 0; index < 1_000; index += 1) {
    map.set(`key-${index}`, index, 1_000_000, index);
    expect(map.size).toBeLessThanOrEqual(3);
  }
  expect([996, 997, 998, 999].map((index) => map.get(`key-${index}`, 1_000))).toEqual([
    undefined,
    997,
    998,
    999,
  ]);
});

test('expired entries make room before living ones', () => {
  const map = new ExpiringMap<number>(100);
  for (let index = 0; index < 50; index += 1) map.set(`key-${index}`, index, 10, 0);
  map.set('late', 1, 100, 20);
  expect(map.size).toBe(1);
});
