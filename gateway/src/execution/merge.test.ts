import { describe, expect, test } from 'vitest';
import { mergeInto } from './merge.ts';

const matches = (condition: string, typename: string) =>
  condition === typename || (condition === 'Interface' && typename === 'T');

function merge(target: object, ...sources: readonly object[]): object {
  for (const source of sources) mergeInto(target, source, matches);
  return target;
}

describe('data of two agencies about one object is merged', () => {
  test.each<[string, object, object, object]>([
    ['by key', { a: 1 }, { b: 2 }, { a: 1, b: 2 }],
    ['at every depth', { a: { b: { c: 1 } } }, { a: { b: { d: 2 } } }, { a: { b: { c: 1, d: 2 } } }],
    [
      'by position in lists',
      { a: [{ b: 1 }, { b: 2 }] },
      { a: [{ c: 1 }, { c: 2 }] },
      {
        a: [
          { b: 1, c: 1 },
          { b: 2, c: 2 },
        ],
      },
    ],
    ['in lists of lists', { a: [[{ b: 1 }]] }, { a: [[{ c: 1 }]] }, { a: [[{ b: 1, c: 1 }]] }],
    ['the later value wins', { a: 1 }, { a: 2 }, { a: 2 }],
    [
      'the name of an interface does not overwrite that of a type',
      { __typename: 'T' },
      { __typename: 'Interface' },
      { __typename: 'T' },
    ],
    [
      'the name of a type takes precedence over that of an interface',
      { __typename: 'Interface' },
      { __typename: 'T' },
      { __typename: 'T' },
    ],
    [
      'a null overwrites nothing',
      { a: 1, b: { c: 1 }, d: [1] },
      { a: null, b: null, d: null },
      { a: 1, b: { c: 1 }, d: [1] },
    ],
    [
      'a null is filled',
      { a: null, b: [null, { c: 1 }] },
      { a: 1, b: [{ c: 0 }, null] },
      { a: 1, b: [{ c: 0 }, { c: 1 }] },
    ],
    [
      'a list that is longer is taken whole',
      { a: [{ b: 1 }] },
      { a: [{ c: 1 }, { c: 2 }] },
      { a: [{ b: 1, c: 1 }, { c: 2 }] },
    ],
    ['an object in the place of a list', { a: [1] }, { a: { b: 1 } }, { a: { b: 1 } }],
    ['a list in the place of an object', { a: { b: 1 } }, { a: [1] }, { a: [1] }],
  ])('%s', (_name, target, source, expected) => {
    expect(merge(target, source)).toEqual(expected);
  });
});

describe('keys that every object answers to', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s are ordinary keys', (key) => {
    const source = (value: object) => JSON.parse(`{"${key}": ${JSON.stringify(value)}}`) as object;
    const target = merge({}, source({ a: 1 }), source({ b: 2 }));
    expect(JSON.stringify(target)).toBe(`{"${key}":{"a":1,"b":2}}`);
    expect(Object.getPrototypeOf(target)).toBe(Object.prototype);
  });

  test('do not reach the object prototype', () => {
    const hostile =
      '{"__proto__":{"polluted":1},"a":[{"__proto__":{"polluted":1}}],"constructor":{"prototype":{"polluted":1}}}';
    merge({ a: [{}] }, JSON.parse(hostile), JSON.parse(hostile));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect((Object as unknown as Record<string, unknown>).polluted).toBeUndefined();
  });
});
