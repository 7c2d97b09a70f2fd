import { describe, expect, test } from 'vitest';
import { header } from '../subgraphs.fixture.ts';
import { lintSchema } from './lint-schema.ts';

const sized = header.replace('"@key"', '"@key", "@listSize"');
const lines = header.split('\n').length - 1;
const lint = (sdl: string) =>
  lintSchema(sized + sdl, 'libraries').map(({ code, line, column }) => [
    code,
    `${(line ?? 0) - lines}:${column}`,
  ]);
const silent = (sdl: string) => lint(sdl).filter(([code]) => code !== 'DESCRIPTION_MISSING');

const described = `
  type Query {
    "Branches by name."
    branches("How many to return, 1 to 100." first: Int = 20): BranchConnection
  }
  "A page of branches."
  type BranchConnection {
    "The branches of this page."
    nodes: [Branch!]!
  }
  "A branch library."
  type Branch @key(fields: "id") {
    "Identifies the branch."
    id: ID!
    "Days on which it is closed, at most 30."
    closedOn: [String!] @listSize(assumedSize: 30)
    "Readers who have a card."
    readers: Int @authenticated
  }
  "What kind of place it is."
  enum BranchKind {
    "With a reading room."
    WITH_ROOM
  }`;

test('a schema that follows the conventions has no warning', () => {
  expect(lint(described)).toEqual([]);
});

test('a warning names its place and the subgraph that can fix it', () => {
  expect(lintSchema(`${header}type branch { id: ID }`, 'libraries', 'api.graphql')[0]).toEqual({
    subgraph: 'libraries',
    file: 'api.graphql',
    line: lines + 1,
    column: 1,
    code: 'DESCRIPTION_MISSING',
    message: 'branch: describe it, with unit and time zone',
    fixedBy: 'libraries',
  });
});

describe('names', () => {
  test.each([
    ['a type', 'type branch_office { id: ID }', [['TYPE_NAME', '1:6']]],
    ['a field', 'type Branch { OpeningHours: Int }', [['FIELD_NAME', '1:15']]],
    ['an input field', 'input Branch { opening_hours: Int }', [['FIELD_NAME', '1:16']]],
    ['an argument', 'type Branch { hours(Of_day: Int): Int }', [['ARGUMENT_NAME', '1:21']]],
    ['an enum value', 'enum Kind { WITH_ROOM withRoom }', [['ENUM_VALUE_NAME', '1:23']]],
  ])('%s', (_, sdl, expected) => {
    expect(silent(sdl)).toEqual(expected);
  });
});

test('descriptions are optional for specifications and root types', () => {
  const missing = ['DESCRIPTION_MISSING'];
  expect(
    lint(`type Query { a: Int }
type Branch { hours(day: Int): Int }
extend type Station { branches: Int }
scalar Date
enum Kind { ROOM }
input Filter { kind: Int }
directive @mark(as: Mark) on OBJECT
enum Mark { GOOD }
scalar link__Import`).map(([code, place]) => [code, place]),
  ).toEqual(
    ['1:14', '2:1', '2:15', '2:21', '3:23', '4:1', '5:1', '5:13', '6:1', '6:16'].map((place) => [
      ...missing,
      place,
    ]),
  );
});

describe('list sizes', () => {
  test.each([
    ['a connection without a page size', 'a(first: Int): AConnection', ['CONNECTION_SIZE']],
    ['a connection without first', 'a: AConnection!', ['CONNECTION_SIZE']],
    ['a connection with long pages', 'a("1 to 1000." first: Int): AConnection', ['CONNECTION_SIZE']],
    ['a connection with a page size', 'a("At most 50." first: Int): AConnection', []],
    ['a connection of a known size', 'a: AConnection @listSize(assumedSize: 10)', []],
    ['a list', 'a: [Int!]!', ['LIST_SIZE']],
    ['a list of a known size', 'a: [Int] @listSize(assumedSize: 10)', []],
    ['a list with a requested length', 'a(first: Int): [Int]', []],
    ['a list of a connection', 'a: [Int]', [], 'AConnection'],
  ])('%s', (_, field, expected, type = 'A') => {
    expect(silent(`type ${type} { ${field} }`).map(([code]) => code)).toEqual(expected);
  });
});

describe('nullability', () => {
  test.each([
    ['a guarded field', 'type A { x: Int! @authenticated }', ['GUARDED_FIELD_NOT_NULL']],
    ['a hidden guarded field', 'type A { x: Int! @authenticated @inaccessible }', []],
    [
      'a field that is added to another’s type',
      'extend type A @key(fields: "id") { id: ID! x: Int! y: Int }',
      ['ADDED_FIELD_NOT_NULL'],
    ],
    [
      'a field of an @interfaceObject',
      'type A @interfaceObject @key(fields: "id") { id: ID! x: Int! }',
      ['ADDED_FIELD_NOT_NULL'],
    ],
    ['a field of its own type', 'type A @key(fields: "id") { id: ID! x: Int! }', []],
    ['an external field', 'extend type A @key(fields: "id") { id: ID! x: Int! @external }', []],
  ])('%s', (_, sdl, expected) => {
    expect(silent(sdl).map(([code]) => code)).toEqual(expected);
  });
});

test.each(['', 'type {', 'extend schema @link(url: 3)'])(
  'an unreadable schema has no warnings: "%s"',
  (sdl) => {
    expect(lintSchema(sdl, 'libraries')).toEqual([]);
  },
);
