import { createInProcessGraph, federationHeader, type Row, withPublicClass } from '@civic-graph/testing';
import { expect, test } from 'vitest';
import { askGraph } from '../../test/fixtures/ask-graph.ts';
import type { PlannerFactory } from '../planning/planner.ts';
import { createApolloPlanner } from '../planning/planners/apollo-planner.ts';
import { createRustPlanner } from '../planning/planners/rust-planner.ts';

/*
 * One shelter at two kinds of stops. Its map can only be read through a stop, and fragments of exclusive
 * types may request it with different arguments under one name (GraphQL October 2021, section 5.3.2).
 */
const header = federationHeader('@key', '@shareable');
const stops = `
  type Bus @key(fields: "id") { id: ID! shelter: Shelter! @shareable }
  type Tram @key(fields: "id") { id: ID! shelter: Shelter! @shareable }
`;
const shelter: Row = {
  __typename: 'Shelter',
  id: 's',
  name: 'Harbour',
  map: ({ scale }: { scale: number }) => `1:${scale}`,
};
const rows: Row[] = ['Bus', 'Tram'].map((__typename) => ({ __typename, id: __typename, shelter }));
const subgraphs = [
  {
    name: 'stops',
    sdl: `${header}${stops.replaceAll('type Bus', 'type Bus implements Stop').replaceAll('type Tram', 'type Tram implements Stop')}
      type Query { stops: [Stop!]! }
      interface Stop { id: ID! }
      type Shelter @key(fields: "id") { id: ID! @shareable }`,
  },
  {
    name: 'names',
    sdl: `${header} type Shelter @key(fields: "id") { id: ID! name: String }`,
  },
  {
    name: 'maps',
    sdl: `${header}${stops}
      type Shelter @key(fields: "id", resolvable: false) { id: ID! @shareable map(scale: Int!): String }`,
  },
].map(({ name, sdl }) => ({ name, sdl: withPublicClass(sdl), url: `http://${name}.invalid/graphql` }));
const graph = createInProcessGraph(subgraphs, { Query: { __typename: 'Query', stops: rows } }, [
  ...rows,
  shelter,
]);

const planners: Readonly<Record<string, PlannerFactory>> = {
  rust: (sdl) => createRustPlanner(sdl),
  apollo: (_, sdl) => createApolloPlanner(sdl),
};
const query = `{ stops {
  ... on Bus { shelter { name map(scale: 1) } }
  ... on Tram { shelter { name map(scale: 2) } }
} }`;

test.each([
  ['rust', 'names'],
  ['rust', 'maps'],
  ['apollo', 'names'],
  ['apollo', 'maps'],
])(
  'a value requested through one object is not used for another: %s planner, %s last',
  async (planner, last) => {
    const result = await askGraph(query, {
      subgraphs,
      planner: planners[planner]!,
      async respond(subgraph, text, variables) {
        if (subgraph === last) await new Promise((resolve) => setTimeout(resolve, 20));
        return graph.respond(subgraph, text, variables);
      },
    });
    expect(result.errors).toBeUndefined();
    expect(result.data?.toJSON()).toEqual({
      stops: [{ shelter: { name: 'Harbour', map: '1:1' } }, { shelter: { name: 'Harbour', map: '1:2' } }],
    });
  },
);
