import { expect, test } from 'vitest';
import type { PathSegment, Rewrite } from '../planning/plan.ts';
import { applyRewrites } from './rewrite.ts';

type Segments = (string | string[])[];

const path = (...segments: Segments): PathSegment[] =>
  segments.map((segment) => {
    if (segment === '@') return { kind: 'list' };
    return typeof segment === 'string' ? { kind: 'field', name: segment } : { kind: 'types', names: segment };
  });
const rename = (to: string, ...segments: Segments): Rewrite => ({
  kind: 'rename',
  path: path(...segments),
  to,
});
const set = (value: unknown, ...segments: Segments): Rewrite => ({
  kind: 'set',
  path: path(...segments),
  value,
});

const matches = (condition: string, typename: string) =>
  condition === typename || (condition === 'Interface' && typename === 'T');

test.each<[string, object, Rewrite, string]>([
  ['renames a key', { a: 1 }, rename('b', 'a'), '{"b":1}'],
  ['renames below', { a: { b: 1 } }, rename('c', 'a', 'b'), '{"a":{"c":1}}'],
  ['renames in lists', { a: [{ b: 1 }, { c: 2 }] }, rename('d', 'a', '@', 'b'), '{"a":[{"d":1},{"c":2}]}'],
  ['finds lists that the path leaves out', { a: [[{ b: 1 }]] }, rename('c', 'a', 'b'), '{"a":[[{"c":1}]]}'],
  ['ignores a missing field', { a: null }, rename('c', 'a', 'b'), '{"a":null}'],
  ['leaves texts', { a: 'b' }, rename('c', 'a', 'b'), '{"a":"b"}'],
  ['sets', { a: 1 }, set('T', '__typename'), '{"a":1,"__typename":"T"}'],
  [
    'sets a value for one type only',
    { x: [{ __typename: 'A' }, { __typename: 'B' }] },
    set(1, 'x', '@', ['A'], 'y'),
    '{"x":[{"__typename":"A","y":1},{"__typename":"B"}]}',
  ],
  [
    'sets a value for the types of an interface',
    { __typename: 'T' },
    set('U', ['Interface'], '__typename'),
    '{"__typename":"U"}',
  ],
  ['takes no inherited key for the object’s', {}, rename('b', 'constructor'), '{}'],
  ['does not go through a prototype', {}, set(1, '__proto__', 'polluted'), '{}'],
  ['sets __proto__ as a key', {}, set({ polluted: 1 }, '__proto__'), '{"__proto__":{"polluted":1}}'],
  [
    'renames to __proto__ as a key',
    { a: { polluted: 1 } },
    rename('__proto__', 'a'),
    '{"__proto__":{"polluted":1}}',
  ],
])('%s', (_name, value, rewrite, expected) => {
  applyRewrites(value, [rewrite], matches);
  expect(JSON.stringify(value)).toBe(expected);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('several are applied in order', () => {
  const value = { a: 1, b: 2 };
  applyRewrites(value, [rename('c', 'a'), rename('a', 'b'), set(3, 'b')], matches);
  expect(value).toEqual({ a: 2, b: 3, c: 1 });
});
