import { createInProcessGraph, federationHeader, type Row, withPublicClass } from '@civic-graph/testing';
import { expect, test } from 'vitest';
import { askGraph } from '../../test/fixtures/ask-graph.ts';
import type { PlannerFactory } from '../planning/planner.ts';
import { createApolloPlanner } from '../planning/planners/apollo-planner.ts';
import { createRustPlanner } from '../planning/planners/rust-planner.ts';
import { validatingPlanner } from '../planning/planners/validating-planner.ts';

/*
 * The postage of a parcel follows from its weight in kilograms and from the duty, which follows from the
 * weight in pounds: one field, required twice with different arguments, in two steps.
 */
const header = federationHeader('@key', '@external', '@requires');
const subgraphs = [
  {
    name: 'post',
    sdl: `type Query { parcels: [Parcel!] }
      type Parcel @key(fields: "code") @key(fields: "id") {
        id: ID!  code: ID!  duty: String @external  weight(unit: String! = "LB"): String @external
        postage: String @requires(fields: "weight(unit: \\"KG\\") duty")
      }`,
  },
  {
    name: 'customs',
    sdl: `type Parcel @key(fields: "code") @key(fields: "id", resolvable: false) {
        id: ID!  code: ID!  weight(unit: String! = "LB"): String @external
        duty: String @requires(fields: "weight")
      }`,
  },
  {
    name: 'scales',
    sdl: `type Parcel @key(fields: "code") @key(fields: "id") {
        id: ID!  code: ID!  weight(unit: String! = "LB"): String
      }`,
  },
].map(({ name, sdl }) => ({
  name,
  sdl: withPublicClass(header + sdl),
  url: `http://${name}.invalid/graphql`,
}));

interface Given {
  readonly weight: string | null;
  readonly duty: string;
}
/** Data about a parcel in a representation overrides this. */
const rows: Row[] = ['heavy', 'light'].map((id) => ({
  __typename: 'Parcel',
  id,
  code: `c-${id}`,
  weight: ({ unit }: { unit: string }) => (unit === 'KG' && id === 'light' ? null : `1 ${unit}`),
  duty(this: Given) {
    return `duty for ${this.weight}`;
  },
  postage(this: Given) {
    return `postage for ${this.weight}, ${this.duty}`;
  },
}));
const graph = createInProcessGraph(subgraphs, { Query: { __typename: 'Query', parcels: rows } }, rows);

const ask = (query: string, planner: PlannerFactory) =>
  askGraph(query, { subgraphs, planner, respond: graph.respond });

const query = '{ parcels { postage weight(unit: "T") } }';

test('two calls of one required field are distinguished, even if one is fetched after the other', async () => {
  const { data, errors } = await ask(query, (sdl) => validatingPlanner(createRustPlanner(sdl), sdl));
  expect(errors).toBeUndefined();
  expect(data?.toJSON()).toEqual({
    parcels: [
      { postage: 'postage for 1 KG, duty for 1 LB', weight: '1 T' },
      { postage: 'postage for null, duty for 1 LB', weight: '1 T' },
    ],
  });
});

test('a planner that confuses two calls of one required field finds no plan rather than a wrong one', async () => {
  const answer = ask(query, (_, sdl) => validatingPlanner(createApolloPlanner(sdl), sdl));
  await expect(answer).rejects.toMatchObject({ code: 'PLAN_FAILED' });
});
