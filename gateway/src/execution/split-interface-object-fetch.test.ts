import { createInProcessGraph, federationHeader, type Row, withPublicClass } from '@civic-graph/testing';
import { expect, test } from 'vitest';
import { askGraph } from '../../test/fixtures/ask-graph.ts';
import type { PlannerFactory } from '../planning/planner.ts';
import { createApolloPlanner } from '../planning/planners/apollo-planner.ts';
import { createRustPlanner } from '../planning/planners/rust-planner.ts';
import { validatingPlanner } from '../planning/planners/validating-planner.ts';

/*
 * A bureau adds fields to every kind of permit but sees only permits, not their kinds. It has no fee for a
 * fishing permit, and requesting one is an error that nulls the whole permit.
 */
const header = federationHeader('@key', '@interfaceObject');
const subgraphs = [
  {
    name: 'permits',
    sdl: `type Query { permits: [Permit!] }
      interface Permit @key(fields: "id") { id: ID! }
      type Building implements Permit @key(fields: "id") { id: ID! }
      type Fishing implements Permit @key(fields: "id") { id: ID! }
      type Trading implements Permit @key(fields: "id") { id: ID! }`,
  },
  {
    name: 'fees',
    sdl: `type Permit @interfaceObject @key(fields: "id") { id: ID!  fee: Int!  term: Term!  owner: Owner! }
      type Term { days: Int!  ends: String! }
      interface Owner @key(fields: "id") { id: ID! }
      type Person implements Owner @key(fields: "id") { id: ID! }`,
  },
  { name: 'register', sdl: 'type Person @key(fields: "id") { id: ID!  height: Int }' },
].map(({ name, sdl }) => ({
  name,
  sdl: withPublicClass(header + sdl),
  url: `http://${name}.invalid/graphql`,
}));

const unknown = () => {
  throw new Error('not known');
};
const term = { __typename: 'Term', days: 30, ends: '2026-12-31' };
const owner = { __typename: 'Person', id: 'p' };
const kinds: Row[] = [
  { __typename: 'Building', id: 'b' },
  { __typename: 'Fishing', id: 'f' },
  { __typename: 'Trading', id: 't' },
];
const rows: Row[] = [
  ...kinds,
  { __typename: 'Permit', id: 'b', fee: 100, term, owner },
  { __typename: 'Permit', id: 'f', fee: unknown, term: { ...term, ends: unknown }, owner },
  { __typename: 'Permit', id: 't', fee: 200, term, owner },
  { __typename: 'Person', id: 'p', height: 180 },
];
const asked: string[] = [];
const graph = createInProcessGraph(subgraphs, { Query: { __typename: 'Query', permits: kinds } }, rows);

const ask = async (query: string, planner: PlannerFactory) => {
  asked.length = 0;
  const respond: typeof graph.respond = (subgraph, text, variables) => {
    asked.push(text);
    return graph.respond(subgraph, text, variables);
  };
  const { data, errors } = await askGraph(query, { subgraphs, planner, respond });
  return { data: data?.toJSON(), errors };
};

const planners: [string, PlannerFactory][] = [
  ['the Rust planner', (sdl) => validatingPlanner(createRustPlanner(sdl), sdl)],
  ['the Apollo planner', (_, sdl) => validatingPlanner(createApolloPlanner(sdl), sdl)],
];

test.each(planners)(
  '%s: a failing field is requested only for the objects that need it',
  async (_, planner) => {
    const query =
      '{ permits { ... on Building { fee } ... on Fishing { term { days } } ... on Trading { fee term { ends } } } }';
    const { data, errors } = await ask(query, planner);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      permits: [{ fee: 100 }, { term: { days: 30 } }, { fee: 200, term: { ends: '2026-12-31' } }],
    });
    expect(asked).toHaveLength(2);
  },
);

test.each(planners)('%s: together with fields of all members', async (_, planner) => {
  const { data, errors } = await ask('{ permits { id term { days } ... on Building { fee } } }', planner);
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    permits: ['b', 'f', 't'].map((id) => ({ id, term: { days: 30 }, ...(id === 'b' && { fee: 100 }) })),
  });
});

test.each(planners)('%s: a key is not omitted if a later fetch needs it', async (_, planner) => {
  const query = `{ permits {
    ... on Building { owner { id } }
    ... on Fishing { owner { ... on Person { height } } }
    ... on Trading { fee owner { ... on Person { id } } } } }`;
  const { data, errors } = await ask(query, planner);
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    permits: [{ owner: { id: 'p' } }, { owner: { height: 180 } }, { fee: 200, owner: { id: 'p' } }],
  });
});

test.each(planners)('%s: fields of all members are fetched in one request', async (_, planner) => {
  const { data } = await ask('{ permits { term { days } } }', planner);
  expect(data).toEqual({ permits: kinds.map(() => ({ term: { days: 30 } })) });
  expect(asked.at(-1)).not.toContain('_0');
});
