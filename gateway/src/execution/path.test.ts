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
  expect(locate(data, path, matches).get(friend)).toEqual([
    ['all', 0, 'friend'],
    ['all', 1, 'friend'],
    ['all', 2, 'friend'],
  ]);
});
