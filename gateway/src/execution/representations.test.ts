import { describe, expect, test } from 'vitest';
import type { EntityInput, RequiredSelection } from '../planning/plan.ts';
import { buildRepresentations } from './representations.ts';
import type { TypeMatcher } from './type-matcher.ts';

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
const build = (list: unknown, requires: readonly RequiredSelection[], changes?: Partial<EntityInput>) =>
  buildRepresentations({ list }, input(requires, changes), matches);

const person = (id: string, rest: object = {}) => ({ __typename: 'Person', id, ...rest });
const byId = [on('Person', field('__typename'), field('id'))];

describe('representations', () => {
  test('hold the type and the key, and nothing else of the object', () => {
    const { list } = build([person('1', { name: 'x', secret: 'y' })], byId);
    expect(list).toEqual([{ __typename: 'Person', id: '1' }]);
  });

  test('are sent once, for all the places that wait', () => {
    const places = [person('1'), person('2'), person('1', { name: 'again' })];
    const { list, targets } = build(places, byId);
    expect(list).toEqual([
      { __typename: 'Person', id: '1' },
      { __typename: 'Person', id: '2' },
    ]);
    expect(targets).toEqual([[places[0], places[2]], [places[1]]]);
    expect(targets[0]?.[0]).toBe(places[0]);
  });

  test('are told apart by type and by kind of value', () => {
    const { list } = build(
      [
        { __typename: 'Person', id: '1' },
        { __typename: 'Person', id: 1 },
      ],
      byId,
    );
    expect(list).toHaveLength(2);
  });

  test('are taken from under the fetched key and put under the name', () => {
    const { list } = build([{ __typename: 'Person', key: '1' }], [on('Person', field('id', null, 'key'))]);
    expect(list).toEqual([{ id: '1' }]);
  });

  test('take in what @requires asks for, at every depth, null included', () => {
    const requires = [
      on('Person', field('id'), field('home', [field('city'), field('rooms', [field('size')])])),
    ];
    const home = { city: null, rooms: [{ size: 1, colour: 'red' }, null], street: 's' };
    expect(build([person('1', { home }), person('2', { home: null })], requires).list).toEqual([
      { id: '1', home: { city: null, rooms: [{ size: 1 }, null] } },
      { id: '2', home: null },
    ]);
  });

  test('are corrected before they are told apart', () => {
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

  test('are made of every path', () => {
    const data = { a: person('1'), b: [[person('2')], null] };
    const paths = [[{ kind: 'field', name: 'a' }], [{ kind: 'field', name: 'b' }]] as const;
    expect(buildRepresentations(data, input(byId, { paths }), matches).list).toHaveLength(2);
  });
});

describe('no representation is made of', () => {
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

  test('an object that lacks what is required below', () => {
    const requires = [on('Person', field('id'), field('home', [field('city')]))];
    const lacking = [
      person('1', { home: {} }),
      person('2', { home: [{ city: 'x' }, {}] }),
      person('3', { home: 'x' }),
    ];
    expect(build(lacking, requires).list).toEqual([]);
  });
});

test('keys that every object answers to are not taken from the prototype', () => {
  const requires = [on('Person', field('constructor')), on('Person', field('toString'))];
  expect(build([person('1')], requires).list).toEqual([]);
  const proto = JSON.parse('{"__typename":"Person","__proto__":{"polluted":1}}') as object;
  const { list } = build([proto], [on('Person', field('__proto__'))]);
  expect(JSON.stringify(list)).toBe('[{"__proto__":{"polluted":1}}]');
  expect(Object.getPrototypeOf(list[0])).toBe(Object.prototype);
});
