import { describe, expect, test } from 'vitest';
import type { TypeMatcher } from '../lib/graphql/type-matcher.ts';
import type { EntityInput, RequiredSelection } from '../planning/plan.ts';
import { FailedValues } from './failed-values.ts';
import { buildRepresentations } from './representations.ts';

const matches: TypeMatcher = (condition, type) =>
  condition === type || (condition === 'Named' && type !== 'Place');
const field = (
  name: string,
  selections: RequiredSelection[] | null = null,
  responseKey = name,
): RequiredSelection => ({
  kind: 'field',
  name,
  responseKey,
  selections,
});
const on = (typeCondition: string | null, ...selections: RequiredSelection[]): RequiredSelection => ({
  kind: 'fragment',
  typeCondition,
  selections,
});

const input = (requires: readonly RequiredSelection[], changes: Partial<EntityInput> = {}): EntityInput => ({
  responseKey: '_entities',
  variable: 'representations',
  paths: [[{ kind: 'field', name: 'list' }, { kind: 'list' }]],
  requires,
  inputRewrites: [],
  outputRewrites: [],
  adds: [],
  ...changes,
});
const merged = (data: object, mayShare = false) => ({
  data,
  matches,
  mayShare,
  isShared: false,
  failed: new FailedValues(),
});
const build = (list: unknown, requires: readonly RequiredSelection[], changes?: Partial<EntityInput>) =>
  buildRepresentations(merged({ list }), input(requires, changes));

const person = (id: string, rest: object = {}) => ({ __typename: 'Person', id, ...rest });
const byId = [on('Person', field('__typename'), field('id'))];

describe('representations', () => {
  test('contain the type and the key, and nothing else of the object', () => {
    const { list } = build([person('1', { name: 'x', secret: 'y' })], byId);
    expect(list).toEqual([{ __typename: 'Person', id: '1' }]);
  });

  test('are sent once for all places that need them', () => {
    const places = [person('1'), person('2'), person('1', { name: 'again' })];
    const { list, targets } = build(places, byId);
    expect(list).toEqual([
      { __typename: 'Person', id: '1' },
      { __typename: 'Person', id: '2' },
    ]);
    expect(targets).toEqual([[places[0], places[2]], [places[1]]]);
    expect(targets[0]?.[0]).toBe(places[0]);
  });

  test('are distinguished by object type and value type', () => {
    const { list } = build(
      [
        { __typename: 'Person', id: '1' },
        { __typename: 'Person', id: 1 },
      ],
      byId,
    );
    expect(list).toHaveLength(2);
  });

  test('read the response key and write the field name', () => {
    const { list } = build([{ __typename: 'Person', key: '1' }], [on('Person', field('id', null, 'key'))]);
    expect(list).toEqual([{ id: '1' }]);
  });

  test('include the fields of @requires, at every depth, null included', () => {
    const requires = [
      on('Person', field('id'), field('home', [field('city'), field('rooms', [field('size')])])),
    ];
    const home = { city: null, rooms: [{ size: 1, colour: 'red' }, null], street: 's' };
    expect(build([person('1', { home }), person('2', { home: null })], requires).list).toEqual([
      { id: '1', home: { city: null, rooms: [{ size: 1 }, null] } },
      { id: '2', home: null },
    ]);
  });

  test('are rewritten before they are deduplicated', () => {
    const inputRewrites = [
      { kind: 'set', path: [{ kind: 'field', name: '__typename' }], value: 'Thing' },
    ] as const;
    const objects = [person('1'), { __typename: 'Company', id: '1' }];
    const { list, targets } = build(objects, [on('Named', field('__typename'), field('id'))], {
      inputRewrites,
    });
    expect(list).toEqual([{ __typename: 'Thing', id: '1' }]);
    expect(targets[0]).toHaveLength(2);
  });

  test('are built for every path', () => {
    const data = { a: person('1'), b: [[person('2')], null] };
    const paths = [[{ kind: 'field', name: 'a' }], [{ kind: 'field', name: 'b' }]] as const;
    expect(buildRepresentations(merged(data), input(byId, { paths })).list).toHaveLength(2);
  });
});

describe('no representation is built of', () => {
  test.each<[string, unknown]>([
    ['null', [null]],
    ['a text', ['Person']],
    ['another type', [{ __typename: 'Place', id: '1' }]],
    ['an object without a type', [{ id: '1' }]],
    ['an object without its key', [{ __typename: 'Person' }]],
    ['nothing', undefined],
    ['an object in the place of the list', person('1')],
  ])('%s', (_name, list) => {
    expect(build(list, byId)).toEqual({ list: [], targets: [] });
  });

  test('an object that lacks a required nested field', () => {
    const requires = [on('Person', field('id'), field('home', [field('city')]))];
    const lacking = [
      person('1', { home: {} }),
      person('2', { home: [{ city: 'x' }, {}] }),
      person('3', { home: 'x' }),
    ];
    expect(build(lacking, requires).list).toEqual([]);
  });
});

test('keys are not read from the prototype', () => {
  const requires = [on('Person', field('constructor')), on('Person', field('toString'))];
  expect(build([person('1')], requires).list).toEqual([]);
  const proto = JSON.parse('{"__typename":"Person","__proto__":{"polluted":1}}') as object;
  const { list } = build([proto], [on('Person', field('__proto__'))]);
  expect(JSON.stringify(list)).toBe('[{"__proto__":{"polluted":1}}]');
  expect(Object.getPrototypeOf(list[0])).toBe(Object.prototype);
});

describe('of equal objects at one path', () => {
  test('one replaces all, and only it is completed', () => {
    const list = [person('1'), person('2'), person('1')];
    const data = merged({ list }, true);
    const { targets } = buildRepresentations(data, input(byId));
    expect(targets).toEqual([[list[0]], [list[1]]]);
    expect(list[2]).toBe(list[0]);
    expect(data.isShared).toBe(true);
    // Found again, at each of its places.
    expect(buildRepresentations(data, input(byId)).targets).toEqual([[list[0]], [list[1]]]);
  });

  test('those that differ anywhere stay separate, and share one representation', () => {
    const list = [
      person('1', { pets: [{ name: 'a' }] }),
      person('1', { pets: [{ name: 'b' }] }),
      person('1', { pets: [{ name: 'a' }, null] }),
      person('1', { pets: null }),
      person('1'),
    ];
    const data = merged({ list }, true);
    expect(buildRepresentations(data, input(byId)).targets).toEqual([list]);
    expect(new Set(list).size).toBe(5);
    expect(data.isShared).toBe(false);
  });

  test('those at another path stay separate: other fields may be selected there', () => {
    const data = { a: [person('1'), person('1')], b: person('1') };
    const paths = [
      [{ kind: 'field', name: 'a' } as const, { kind: 'list' } as const],
      [{ kind: 'field', name: 'b' } as const],
    ];
    const { targets } = buildRepresentations(merged(data, true), input(byId, { paths }));
    expect(targets).toEqual([[data.a[0], data.b]]);
    expect(data.a[1]).toBe(data.a[0]);
    expect(data.b).not.toBe(data.a[0]);
  });

  test('all stay separate if the plan distinguishes types', () => {
    const list = [person('1'), person('1')];
    buildRepresentations(merged({ list }), input(byId));
    expect(list[1]).not.toBe(list[0]);
  });
});
