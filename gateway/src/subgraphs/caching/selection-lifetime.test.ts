import { composeSupergraph } from '@civic-graph/supergraph';
import { describe, expect, test } from 'vitest';
import { subgraphs } from '../../../test/fixtures/create-engine.ts';
import { composeAsWritten, type Hints, hintedSupergraph } from '../../../test/fixtures/hinted-supergraph.ts';
import type { Plan } from '../../planning/plan.ts';
import { createRustPlanner } from '../../planning/planners/rust-planner.ts';
import { admitSupergraph } from '../../supergraph/served-supergraph.ts';

/** Subgraph of each fetch with its lifetimes; 0 is not cacheable. */
function agesIn(node: Plan): [string, ...number[]][] {
  if (node.kind === 'subscription') return [];
  if ('nodes' in node) return node.nodes.flatMap(agesIn);
  if (node.kind === 'condition') {
    return [node.whenTrue, node.whenFalse].flatMap((branch) => (branch ? agesIn(branch) : []));
  }
  const { subgraph, caching } = node.fetch;
  if (caching === undefined) return [[subgraph, 0]];
  if (caching.kind === 'root') return [[subgraph, caching.selection.maxAge]];
  return [[subgraph, ...caching.inputs.map(({ selection }) => selection?.maxAge ?? 0)]];
}

async function ages(
  query: string,
  hints: Hints,
  compose = composeSupergraph,
): Promise<[string, ...number[]][]> {
  const { planner } = admitSupergraph(hintedSupergraph(hints, subgraphs, compose), createRustPlanner);
  const plan = await planner.plan(query, { key: '', labels: new Set(), percentage: 0 });
  return plan === null ? [] : agesIn(plan);
}

const people = (hints: Readonly<Record<string, string>>): Hints => ({ people: hints });
const person = '{ person(id: "1") { name address { street } } }';

const lifetimes: readonly [string, string, Hints, number][] = [
  ['nothing is cached without a hint', person, {}, 0],
  [
    'a root field without an age is not',
    '{ person(id: "1") { name } }',
    people({ 'Person.name': 'maxAge: 9' }),
    0,
  ],
  [
    'a scalar is as young as its object',
    '{ person(id: "1") { name age } }',
    people({ 'Query.person': 'maxAge: 9' }),
    9,
  ],
  [
    'or younger',
    '{ person(id: "1") { name } }',
    people({ 'Query.person': 'maxAge: 9', 'Person.name': 'maxAge: 3' }),
    3,
  ],
  [
    'never older',
    '{ person(id: "1") { name } }',
    people({ 'Query.person': 'maxAge: 9', 'Person.name': 'maxAge: 30' }),
    9,
  ],
  [
    '0 is an age',
    '{ person(id: "1") { name } }',
    people({ 'Query.person': 'maxAge: 9', 'Person.name': 'maxAge: 0' }),
    0,
  ],
  ['an object without an age is not cached', person, people({ 'Query.person': 'maxAge: 9' }), 0],
  [
    'an object may inherit by its type',
    person,
    people({ 'Query.person': 'maxAge: 9', Address: 'inheritMaxAge: true' }),
    9,
  ],
  [
    'or by its field',
    person,
    people({ 'Query.person': 'maxAge: 9', 'Person.address': 'inheritMaxAge: true' }),
    9,
  ],
  ['a type has an age', person, people({ 'Query.person': 'maxAge: 9', Address: 'maxAge: 4' }), 4],
  [
    'which its field overrides',
    person,
    people({ 'Query.person': 'maxAge: 9', Address: 'maxAge: 4', 'Person.address': 'maxAge: 7' }),
    7,
  ],
  [
    'a root field cannot inherit',
    '{ person(id: "1") { name } }',
    people({ 'Query.person': 'inheritMaxAge: true' }),
    0,
  ],
  [
    'every root field counts',
    '{ person(id: "1") { name } people { name } }',
    people({ 'Query.person': 'maxAge: 9' }),
    0,
  ],
  [
    'the lowest of them',
    '{ person(id: "1") { name } people { name } }',
    people({ 'Query.person': 'maxAge: 9', 'Query.people': 'maxAge: 8' }),
    8,
  ],
  [
    'private fields are not cached',
    '{ person(id: "1") { name } }',
    people({ 'Query.person': 'maxAge: 9', 'Person.name': 'maxAge: 9, scope: PRIVATE' }),
    0,
  ],
  [
    'nor in a private type',
    person,
    people({ 'Query.person': 'maxAge: 9', Address: 'maxAge: 4, scope: PRIVATE' }),
    0,
  ],
  [
    'guarded fields are not, whatever contains them',
    '{ person(id: "1") { name diary } }',
    people({ 'Query.person': 'maxAge: 9' }),
    0,
  ],
  [
    'nor fields that are guarded in one of the types',
    '{ agents { id name } }',
    people({ 'Query.agents': 'maxAge: 9' }),
    0,
  ],
  ['an interface is', '{ agents { id } }', people({ 'Query.agents': 'maxAge: 9' }), 9],
  [
    'as long as each of its types',
    '{ agents { id } }',
    people({ 'Query.agents': 'maxAge: 9', Company: 'maxAge: 2', Agent: 'maxAge: 5' }),
    9,
  ],
  [
    'by its types, if the field has no age',
    '{ agents { id } }',
    people({ Agent: 'maxAge: 5', Company: 'maxAge: 2' }),
    2,
  ],
  [
    'a union is cached by all its types or not at all',
    '{ search { ... on Company { id } } }',
    people({ Company: 'maxAge: 2' }),
    0,
  ],
  ['__typename costs nothing', '{ people { __typename name } }', people({ 'Query.people': 'maxAge: 9' }), 9],
  [
    'a mutation is not',
    'mutation { rename(id: "1", name: "x") { name } }',
    people({ 'Mutation.rename': 'maxAge: 9' }),
    0,
  ],
  [
    'a condition does not hide the fields that it may select',
    'query ($x: Boolean!) { person(id: "1") { name address @include(if: $x) { street } } }',
    people({ 'Query.person': 'maxAge: 9' }),
    0,
  ],
];

describe.each([
  ['normalised', composeSupergraph],
  ['left as written', composeAsWritten],
])('with the hints of types %s', (_, compose) => {
  test.each(lifetimes)('%s', async (_title, query, hints, expected) => {
    expect(await ages(query, hints, compose)).toEqual([['people', expected]]);
  });
});

const place = '{ person(id: "1") { visits { place { title stars scale } } } }';

test.each<[string, string, Hints, [string, ...number[]][]]>([
  [
    'an entity of several agencies has the lowest age of its requested fields',
    place,
    { ratings: { 'Place.stars': 'maxAge: 9', 'Place.scale': 'maxAge: 8' } },
    [
      ['people', 0],
      ['places', 0],
      ['ratings', 8],
    ],
  ],
  [
    'a type’s age applies to its subgraph’s fields, even if others extend the type',
    place,
    { ratings: { Place: 'maxAge: 7' } },
    [
      ['people', 0],
      ['places', 0],
      ['ratings', 7],
    ],
  ],
  [
    'a key that repeats the representation needs no age',
    '{ person(id: "1") { visits { place { code stars reviewed: code } } } }',
    { ratings: { 'Place.stars': 'maxAge: 9' }, places: { 'Place.title': 'maxAge: 4' } },
    [
      ['people', 0],
      ['places', 0],
      ['ratings', 9],
    ],
  ],
  [
    'one field without an age is enough',
    place,
    { ratings: { 'Place.stars': 'maxAge: 9' } },
    [
      ['people', 0],
      ['places', 0],
      ['ratings', 0],
    ],
  ],
  [
    'an entity whose key not anyone may read is not cached',
    '{ person(id: "1") { home { code } } }',
    { people: { 'Query.person': 'maxAge: 9' } },
    [
      ['people', 9],
      ['places', 0],
    ],
  ],
])('%s', async (_title, query, hints, expected) => {
  expect(await ages(query, hints)).toEqual(expected);
});
