import { createInProcessGraph, federationHeader, type Row, withPublicClass } from '@civic-graph/testing';
import { expect, test } from 'vitest';
import { askGraph } from '../../test/fixtures/ask-graph.ts';
import type { PlannerFactory } from '../planning/planner.ts';
import { createApolloPlanner } from '../planning/planners/apollo-planner.ts';
import { createInProcessRustPlanner } from '../planning/planners/in-process-rust-planner.ts';
import { validatingPlanner } from '../planning/planners/validating-planner.ts';

/** The library gives names of makers on one way only, whatever kind of maker they are. */
const header = federationHeader('@key', '@shareable', '@external', '@provides');
const subgraphs = [
  {
    name: 'library',
    sdl: `type Query { featured: Work @shareable @provides(fields: "makers { id name }") }
      interface Work { id: ID!  makers: [Maker] }
      interface Maker { id: ID!  name: String }
      type Print implements Work { id: ID! @shareable  makers: [Maker] @external }
      type Person implements Maker { id: ID! @external  name: String @external }
      type Studio implements Maker { id: ID! @external  name: String @external }`,
  },
  {
    name: 'archive',
    sdl: `interface Work { id: ID!  makers: [Maker] }
      interface Maker { id: ID!  name: String }
      type Print implements Work @key(fields: "id") { id: ID!  makers: [Maker] @shareable }
      type Person implements Maker @key(fields: "id") { id: ID!  name: String @shareable  born: Int }
      type Studio implements Maker @key(fields: "id") { id: ID!  name: String @shareable }`,
  },
  {
    name: 'shop',
    sdl: `type Query { featured: Work @shareable }
      interface Work { id: ID! }
      interface Maker { id: ID! }
      type Print implements Work @key(fields: "id") { id: ID!  makers: [Maker] @shareable }
      type Person implements Maker @key(fields: "id") { id: ID! @external }
      type Studio implements Maker @key(fields: "id") { id: ID! @external }`,
  },
].map(({ name, sdl }) => ({
  name,
  sdl: withPublicClass(header + sdl),
  url: `http://${name}.invalid/graphql`,
}));

const makers: Row[] = [
  { __typename: 'Person', id: 'm1', name: 'Lin', born: 1980 },
  { __typename: 'Studio', id: 'm2', name: 'Two' },
];
const featured: Row = { __typename: 'Print', id: 'w', makers };
const calls: string[] = [];
const graph = createInProcessGraph(subgraphs, { Query: { __typename: 'Query', featured } }, [
  featured,
  ...makers,
]);

async function ask(query: string, planner: PlannerFactory) {
  calls.length = 0;
  const respond: typeof graph.respond = (subgraph, text, variables) => {
    calls.push(subgraph);
    return graph.respond(subgraph, text, variables);
  };
  const { data, errors } = await askGraph(query, { subgraphs, planner, respond });
  return { data: data?.toJSON(), errors };
}

const planners: [string, PlannerFactory][] = [
  ['the Rust planner', (sdl) => validatingPlanner(createInProcessRustPlanner(sdl), sdl)],
  ['the Apollo planner', (_, sdl) => validatingPlanner(createApolloPlanner(sdl), sdl)],
];

test.each(planners)(
  '%s: fields that @provides adds on the path to an interface are fetched there',
  async (_, planner) => {
    expect(await ask('{ featured { id makers { id name } } }', planner)).toEqual({
      data: {
        featured: {
          id: 'w',
          makers: [
            { id: 'm1', name: 'Lin' },
            { id: 'm2', name: 'Two' },
          ],
        },
      },
    });
    expect(calls).toEqual(['library']);
  },
);

test.each(planners)('%s: with fields that only another subgraph has for one type', async (_, planner) => {
  expect(await ask('{ featured { makers { __typename name ... on Person { born } } } }', planner)).toEqual({
    data: {
      featured: {
        makers: [
          { __typename: 'Person', name: 'Lin', born: 1980 },
          { __typename: 'Studio', name: 'Two' },
        ],
      },
    },
  });
  expect(calls[0]).toBe('library');
});
