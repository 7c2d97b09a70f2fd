import { expect, test } from 'vitest';
import { composeSupergraph } from '../composition/compose.ts';
import { subgraph } from '../subgraphs.fixture.ts';
import { breakingChanges, schemaChanges } from './breaking-changes.ts';

const compose = (sdl: string) =>
  composeSupergraph([subgraph('transport', `type Query @dataClass(class: C0) { ${sdl} }`)]);
const before = compose('station(id: ID): String  lines: [String!]!  near(radius: Int = 5): Int');

test.each([
  [
    'a removed field',
    compose('station(id: ID): String  near(radius: Int = 5): Int'),
    'breaking',
    'Query.lines',
  ],
  [
    'a field that may become null',
    compose('station(id: ID): String  lines: [String!]  near(radius: Int = 5): Int'),
    'breaking',
    'Query.lines',
  ],
  [
    'a new required argument',
    compose('station(id: ID!): String  lines: [String!]!  near(radius: Int = 5): Int'),
    'breaking',
    'Query.station(id:)',
  ],
  [
    'another default',
    compose('station(id: ID): String  lines: [String!]!  near(radius: Int = 9): Int'),
    'dangerous',
    'Query.near(radius:)',
  ],
  [
    'a field that becomes hidden from clients',
    compose('station(id: ID): String @inaccessible  lines: [String!]!  near(radius: Int = 5): Int'),
    'breaking',
    'Query.station',
  ],
])('%s', async (_, after, criticality, coordinate) => {
  const changes = await breakingChanges(before, after);
  const breaks = criticality === 'breaking' ? [coordinate] : [];
  expect(changes).toEqual([{ criticality, coordinate, message: expect.stringMatching(/\w/), breaks }]);
});

test('a change that no client can see is ignored', async () => {
  const guarded = compose(
    'station(id: ID): String @authenticated  lines: [String!]!  near(radius: Int = 5): Int',
  );
  expect(await schemaChanges(before, guarded)).toEqual([]);
  expect(await schemaChanges(before, before)).toEqual([]);
});

test('a new field breaks no client, and is listed after breaking changes', async () => {
  const after = compose('station(id: ID): String  near(radius: Int = 5): Int  zones: [Int]');
  expect(await breakingChanges(before, after)).toHaveLength(1);
  expect(
    (await schemaChanges(before, after)).map(({ criticality, coordinate }) => [criticality, coordinate]),
  ).toEqual([
    ['breaking', 'Query.lines'],
    ['nonBreaking', 'Query.zones'],
  ]);
});
