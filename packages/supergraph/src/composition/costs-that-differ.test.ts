import { expect, test } from 'vitest';
import { compose } from './compose.ts';

const header = (imports: string, more = '') => `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external"${imports}]) ${more}`;
const own = ', "@cost", "@listSize"';

/** The agency whose types another one declares as well. */
const identity = (cost = '', header0 = header(own)) => ({
  name: 'identity',
  url: 'http://identity.invalid/graphql',
  sdl: `${header0}
    scalar Day
    enum Order { FIRST LAST }
    input Filter { day: Day }
    type Query { me(filter: Filter, order: Order): Citizen  days: [Day!] @shareable }
    type Citizen ${cost} @key(fields: "uin") { uin: ID!  born: Day  notes(first: Int): [Int] @shareable }`,
});
const problemsWith = (sdl: string, first = identity(), start = header(own)) => {
  const second = { name: 'libraries', url: 'http://libraries.invalid/graphql', sdl: `${start} ${sdl}` };
  const composition = compose([first, second], 'libraries');
  return composition.kind === 'composed'
    ? []
    : composition.problems.map(({ code, subgraph, fixedBy }) => [code, subgraph, fixedBy]);
};
const refused = [
  ['COST_DIFFERS', 'libraries', 'libraries'],
  ['COST_DIFFERS', 'identity', 'libraries'],
];

test.each([
  ['a scalar', 'scalar Day @cost(weight: 99) type Query { a: Day }'],
  ['an enum', 'enum Order @cost(weight: 99) { FIRST LAST } type Query { a(order: Order): Int }'],
  [
    'an input’s field',
    'scalar Day input Filter { day: Day @cost(weight: 99) } type Query { a(filter: Filter): Int }',
  ],
  ['a type', 'type Citizen @key(fields: "uin") @cost(weight: 99) { uin: ID!  loans: Int }'],
  ['an extended type', 'extend type Citizen @key(fields: "uin") @cost(weight: 99) { uin: ID!  loans: Int }'],
  ['a key', 'type Citizen @key(fields: "uin") { uin: ID! @cost(weight: 99)  loans: Int }'],
  [
    'an argument of a shared field',
    'type Citizen @key(fields: "uin") { uin: ID!  notes(first: Int @cost(weight: 99)): [Int] @shareable }',
  ],
  [
    'the size of a shared list',
    'scalar Day type Query { days: [Day!] @shareable @listSize(assumedSize: 9999) }',
  ],
])('a cost on %s of another agency is refused', (_, sdl) => {
  expect(problemsWith(sdl)).toEqual(refused);
});

test.each([
  ['an import of another name', header(', { name: "@cost", as: "@price" }'), '@price'],
  ['no import', header(''), '@federation__cost'],
  [
    'the specification itself',
    header('', '@link(url: "https://specs.apollo.dev/cost/v0.1", import: ["@cost"])'),
    '@cost',
  ],
])('by %s as well', (_, start, name) => {
  expect(problemsWith(`scalar Day ${name}(weight: 99) type Query { a: Day }`, identity(), start)).toEqual(
    refused,
  );
});

test('a cost on own fields, and the same cost in both, is none of it', () => {
  expect(
    problemsWith('extend type Citizen @key(fields: "uin") { uin: ID!  loans: [Int] @cost(weight: 9) }'),
  ).toEqual([]);
  expect(
    problemsWith(
      'type Citizen @key(fields: "uin") @cost(weight: 9) { uin: ID!  loans: Int }',
      identity('@cost(weight: 9)'),
    ),
  ).toEqual([]);
  // Of the agency that defines the type; the other one only extends it.
  expect(
    problemsWith(
      'extend type Citizen @key(fields: "uin") { uin: ID!  loans: Int }',
      identity('@cost(weight: 9)'),
    ),
  ).toEqual([]);
});
