import { createInProcessGraph, federationHeader, type Row, withPublicClass } from '@civic-graph/testing';
import { expect, test } from 'vitest';
import { askGraph } from '../../test/fixtures/ask-graph.ts';
import type { PlannerFactory } from '../planning/planner.ts';
import { createApolloPlanner } from '../planning/planners/apollo-planner.ts';
import { createInProcessRustPlanner } from '../planning/planners/in-process-rust-planner.ts';
import { validatingPlanner } from '../planning/planners/validating-planner.ts';

/*
 * An agency declares an interface that nobody implements yet. Another agency sees it as an object and returns
 * it, but cannot be asked for it by a key.
 */
const header = federationHeader('@key', '@interfaceObject', '@shareable');
const subgraphs = [
  {
    name: 'catalogue',
    sdl: `interface Asset @key(fields: "id") { id: ID! }
      type Query { asset: Asset }`,
  },
  {
    name: 'meters',
    sdl: `type Asset @interfaceObject @key(fields: "id", resolvable: false) { id: ID!  reading: Int  near: [Asset!] }
      type Query { metered: Asset }`,
  },
].map(({ name, sdl }) => ({
  name,
  sdl: withPublicClass(header + sdl),
  url: `http://${name}.invalid/graphql`,
}));

const near: Row[] = [{ __typename: 'Asset', id: 'a2', reading: null }];
const metered: Row = { __typename: 'Asset', id: 'a1', reading: 7, near };
const graph = createInProcessGraph(subgraphs, { Query: { __typename: 'Query', metered } }, []);

async function ask(query: string, planner: PlannerFactory) {
  const { data, errors } = await askGraph(query, { subgraphs, planner, respond: graph.respond });
  return { data: data?.toJSON(), errors: errors?.map(({ path }) => path?.join('.')) };
}

const planners: [[string, PlannerFactory], [string, PlannerFactory]] = [
  ['the Rust planner', (sdl) => validatingPlanner(createInProcessRustPlanner(sdl), sdl)],
  ['the Apollo planner', (_, sdl) => validatingPlanner(createApolloPlanner(sdl), sdl)],
];

test.each(planners)(
  '%s: an object of an interface that nothing implements has its fields',
  async (_, planner) => {
    expect(await ask('{ metered { id ... on Asset { reading } } }', planner)).toEqual({
      data: { metered: { id: 'a1', reading: 7 } },
    });
  },
);

test('even nested, where only the Rust planner finds a plan', async () => {
  const [[, rust]] = planners;
  expect(await ask('{ metered { near { id reading } } }', rust)).toEqual({
    data: { metered: { near: [{ id: 'a2', reading: null }] } },
  });
});

test.each(planners)('%s: its type cannot be determined', async (_, planner) => {
  expect(await ask('{ metered { id __typename } }', planner)).toEqual({
    data: { metered: null },
    errors: ['metered.__typename'],
  });
});

test.each(planners)('%s: a field that no key reaches has no plan', async (_, planner) => {
  await expect(ask('{ asset { reading } }', planner)).rejects.toMatchObject({ code: 'PLAN_FAILED' });
});
