import { expect, test } from 'vitest';
import { locate, visitAt } from './path.ts';

const path = [{ kind: 'field', name: 'all' }, { kind: 'list' }, { kind: 'field', name: 'friend' }] as const;
const matches = () => false;

test('an object at several places is visited once for each holder, and located at every place', () => {
  const friend = { id: '1' };
  const twin = { friend };
  const data = { all: [twin, { friend }, twin] };
  const holders: unknown[] = [];
  visitAt(data, path, matches, true, (object, holder) => {
    expect(object).toBe(friend);
    holders.push(holder);
  });
  expect(holders).toEqual([data.all[0], data.all[1]]);
  expect(locate(data, path, matches, 100).places.get(friend)).toEqual([
    ['all', 0, 'friend'],
    ['all', 1, 'friend'],
    ['all', 2, 'friend'],
  ]);
});

test('the search for places is bounded, since nested objects can have any number', () => {
  // Forty levels of two: 2^40 places.
  let data: object = { id: '1' };
  for (let level = 0; level < 40; level += 1) data = { all: [data, data] };
  const long = Array.from({ length: 40 }, () => [{ kind: 'field', name: 'all' }, { kind: 'list' }] as const);
  const found = locate(data, long.flat(), matches, 10_000);
  const places = [...found.places.values()].flat();
  expect(found.isWhole).toBe(false);
  expect(places.length).toBeGreaterThan(100);
  expect(places.length).toBeLessThan(10_000);
});
