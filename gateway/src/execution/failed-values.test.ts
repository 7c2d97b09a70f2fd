import { createInProcessGraph, federationHeader, type Row, withPublicClass } from '@civic-graph/testing';
import { expect, test } from 'vitest';
import { askGraph } from '../../test/fixtures/ask-graph.ts';
import { createRustPlanner } from '../planning/planners/rust-planner.ts';
import { validatingPlanner } from '../planning/planners/validating-planner.ts';

/*
 * A parcel's duty is computed from its weight, and its postage from the duty. One parcel has no weight, which
 * is valid data; the weight of another could not be determined.
 */
const header = federationHeader('@key', '@external', '@requires');
const subgraphs = [
  {
    name: 'post',
    sdl: `type Query { parcels: [Parcel!] }
      type Parcel @key(fields: "id") {
        id: ID!  sender: String  duty: String @external  postage: String! @requires(fields: "duty")
      }`,
  },
  {
    name: 'customs',
    sdl: `type Parcel @key(fields: "id") {
        id: ID!  weight: Int @external  duty: String @requires(fields: "weight")  office: String
        contents: [Thing] @external  warning: String @requires(fields: "contents { name }")
      }
      type Thing { name: String @external }`,
  },
  {
    name: 'scales',
    sdl: `type Parcel @key(fields: "id") { id: ID!  weight: Int  contents: [Thing] }
      type Thing { name: String }`,
  },
].map(({ name, sdl }) => ({
  name,
  sdl: withPublicClass(header + sdl),
  url: `http://${name}.invalid/graphql`,
}));

function failing(): never {
  throw new Error('the scales are broken');
}
interface Given {
  readonly weight: number | null;
  readonly duty: string;
}
const parcel = (id: string, weight: Row['weight'], name: unknown): Row => ({
  __typename: 'Parcel',
  id,
  weight,
  contents: () => [
    { __typename: 'Thing', name: 'a book' },
    { __typename: 'Thing', name },
  ],
  sender: 'the city',
  office: 'the port',
  warning: 'none',
  duty(this: Given) {
    return `duty for ${this.weight}`;
  },
  postage(this: Given) {
    return `postage for ${this.duty}`;
  },
});
const rows = [
  parcel('light', () => 1, 'a cup'),
  parcel('unknown', () => null, null),
  parcel('broken', failing, failing),
];
const graph = createInProcessGraph(subgraphs, { Query: { __typename: 'Query', parcels: rows } }, rows);

async function ask(query: string, maxErrors?: number) {
  const planner = (sdl: string) => validatingPlanner(createRustPlanner(sdl), sdl);
  const { data, errors = [] } = await askGraph(query, {
    subgraphs,
    planner,
    respond: graph.respond,
    maxErrors,
  });
  return { data: data?.toJSON(), errors: errors.map(({ path }) => path?.join('.')) };
}

test('a field that requires a failed value fails too; one that requires null is computed', async () => {
  expect(await ask('{ parcels { weight duty office } }')).toEqual({
    data: {
      parcels: [
        { weight: 1, duty: 'duty for 1', office: 'the port' },
        { weight: null, duty: 'duty for null', office: 'the port' },
        { weight: null, duty: null, office: 'the port' },
      ],
    },
    errors: ['parcels.2.weight', 'parcels.2.duty'],
  });
});

test('failure propagates through dependent fields', async () => {
  const { data, errors } = await ask('{ parcels { sender postage } }');
  expect(data).toEqual({ parcels: null });
  expect(errors).toContain('parcels.2.postage');
});

test('one failed item of a list is enough', async () => {
  const { data, errors } = await ask('{ parcels { warning } }');
  expect(data).toEqual({ parcels: [{ warning: 'none' }, { warning: 'none' }, { warning: null }] });
  expect(errors).toContain('parcels.2.warning');
});

test('also beyond the limit of listed errors', async () => {
  const { data } = await ask('{ parcels { a: weight b: weight duty } }', 1);
  expect(data).toMatchObject({
    parcels: [{ duty: 'duty for 1' }, { duty: 'duty for null' }, { duty: null }],
  });
});

test('a thousand errors about values that a thousand places require are marked once per place', async () => {
  const parcels = Array.from({ length: 1_000 }, (_, at) => ({
    __typename: 'Parcel',
    id: 'one',
    sender: `nobody ${at}`,
  }));
  const error = { message: 'm', path: ['_entities', 0, 'weight'], extensions: { code: 'NOT_FOUND' } };
  const errors = Array.from({ length: 1_000 }, () => error);
  const answers = new Map<string, object>([
    ['post', { data: { parcels } }],
    ['scales', { data: { _entities: [{ __typename: 'Parcel', weight: null }] }, errors }],
    ['customs', { data: { _entities: [{ __typename: 'Parcel', duty: 'duty for null' }] } }],
  ]);
  const since = performance.now();
  const { data } = await askGraph('{ parcels { sender duty } }', {
    subgraphs,
    planner: (sdl) => validatingPlanner(createRustPlanner(sdl), sdl),
    respond: async (subgraph) => JSON.stringify(answers.get(subgraph)),
  });
  // It was a minute, in which the gateway did nothing else.
  expect(performance.now() - since).toBeLessThan(15_000);
  expect(data?.toJSON()).toEqual({ parcels: parcels.map(({ sender }) => ({ sender, duty: null })) });
});
