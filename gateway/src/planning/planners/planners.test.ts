import { composeSupergraph } from '@civic-graph/supergraph';
import { federationHeader, withPublicClass } from '@civic-graph/testing';
import { expect, test } from 'vitest';
import { admitSupergraph } from '../../supergraph/served-supergraph.ts';
import type { Plan } from '../plan.ts';
import { createApolloPlanner } from './apollo-planner.ts';
import { createRustPlanner } from './rust-planner.ts';
import { validatingPlanner } from './validating-planner.ts';

/*
 * Minimal graphs for which a planner makes a wrong plan. Once the planner is fixed, move its case to the
 * planned ones.
 */
const header = federationHeader(
  '@key',
  '@shareable',
  '@external',
  '@requires',
  '@provides',
  '@interfaceObject',
);

/** One counter's requirement requires another, which the first subgraph names but does not have. */
const parcels = {
  counter: `
    type Query { parcel: Parcel }
    type Parcel @key(fields: "id") {
      id: ID!  weight: String @external  duty: String @external
      label: String @requires(fields: "duty weight")
    }`,
  customs: `
    type Parcel @key(fields: "id") { id: ID!  weight: String @external  duty: String @requires(fields: "weight") }`,
  scales: `
    type Parcel @key(fields: "id") { id: ID!  weight: String  duty: String @external  postage: String @requires(fields: "duty") }`,
};

/** Both subgraphs know the path from stop to stop. */
const stops = {
  lines: `
    type Query { stop: Stop }
    type Stop @key(fields: "code") { code: ID!  next: Stop  twin: Stop @shareable }`,
  signs: `
    type Stop @key(fields: "code") {
      code: ID!  next: Stop @external  twin: Stop @shareable
      sign: String @requires(fields: "next { code }")
    }`,
};

/** A stop's requirement has a requirement itself, known to the asking subgraph. */
const heights = {
  lines: `
    type Query { stop: Stop }
    type Stop @key(fields: "id") @key(fields: "code") { id: ID!  code: ID! }`,
  signs: `
    type Stop @key(fields: "id") @key(fields: "code", resolvable: false) {
      id: ID!  code: ID!  height: Int  next: Stop @external
      sign: String @requires(fields: "next { id }")
    }`,
  roads: `
    type Stop @key(fields: "code") { code: ID!  height: Int @external  next: Stop @requires(fields: "height") }`,
};

/** One subgraph defines an `@interfaceObject` and requires a field of all members. */
const media = {
  shelf: `
    type Query { media: [Media!] }
    interface Media @key(fields: "id") { id: ID!  title(in: String): String }
    type Book implements Media @key(fields: "id") { id: ID!  title(in: String): String }`,
  ratings: `
    type Media @interfaceObject @key(fields: "id") {
      id: ID!  title(in: String): String @external  stars: Int @requires(fields: "title(in: \\"en\\")")
    }`,
};

/** A field that the subgraph has on one path only. */
const provided = {
  shelf: `
    type Query { book: Book  best: Book @provides(fields: "author { name }") }
    type Book @key(fields: "id") { id: ID!  author: Author @external }
    type Author @key(fields: "id") { id: ID!  name: String @external }`,
  people: `
    type Book @key(fields: "id") { id: ID!  author: Author @shareable }
    type Author @key(fields: "id") { id: ID!  name: String @shareable }`,
};

/** One of the keys names a lot, but cannot look it up. */
const lots = {
  register: `
    type Lot @key(fields: "id") @key(fields: "code", resolvable: false) { id: ID!  code: ID!  title: String }`,
  auction: `
    type Query { lot: Lot }
    type Lot @key(fields: "code", resolvable: false) @key(fields: "id code") {
      id: ID!  code: ID!  title: String @external  label: String @requires(fields: "title")
    }`,
};

/** The lookup key has fields that the other key lacks. */
const bids = {
  register: `
    type Lot @key(fields: "id") { id: ID!  title: String }`,
  auction: `
    type Query { lot: Lot }
    type Lot @key(fields: "code { hall }", resolvable: false) @key(fields: "id code { number }") {
      id: ID!  code: Code!  title: String @external  label: String @requires(fields: "title")
    }
    type Code { hall: ID!  number: ID! }`,
};

const planners = { rust: createRustPlanner, apollo: createApolloPlanner };

async function planned(
  planner: keyof typeof planners,
  graph: Readonly<Record<string, string>>,
  operation: string,
): Promise<Plan | null> {
  const subgraphs = Object.entries(graph).map(([name, sdl]) => ({
    name,
    sdl: withPublicClass(header + sdl),
    url: `http://${name}.invalid/graphql`,
  }));
  const served = admitSupergraph(composeSupergraph(subgraphs), (full, sdl) =>
    validatingPlanner(planners[planner](planner === 'rust' ? full : sdl), sdl),
  );
  return served.planner.plan(operation, { key: '', labels: new Set(), percentage: 0 });
}

const postage = '{ parcel { postage } }';
const signs = '{ stop { next { twin { code sign } sign } } }';

test.each([
  ['rust', 'required fields are fetched from their subgraph', parcels, postage],
  ['apollo', 'a field of another subgraph is fetched on two ways', stops, signs],
  ['apollo', 'dependent fetches are sequential', heights, '{ stop { next { sign } } }'],
  ['rust', 'an entity is fetched by a resolvable key', lots, '{ lot { label } }'],
  ['apollo', 'an entity is fetched by a resolvable key too', lots, '{ lot { label } }'],
  ['rust', 'a key with fields below finds an entity', bids, '{ lot { label } }'],
  ['rust', 'an interface object supplies required fields', media, '{ media { stars } }'],
  ['apollo', 'an interface object supplies required fields', media, '{ media { stars } }'],
  ['rust', 'an external field is fetched where it is provided', provided, '{ best { author { name } } }'],
  ['apollo', 'an external field is fetched where it is provided', provided, '{ best { author { name } } }'],
  [
    'rust',
    'an external field that is not provided is fetched elsewhere',
    provided,
    '{ book { author { name } } }',
  ],
  [
    'apollo',
    'an external field that is not provided is fetched elsewhere',
    provided,
    '{ book { author { name } } }',
  ],
] as const)('planner %s: %s', async (planner, _, graph, operation) => {
  expect(await planned(planner, graph, operation)).not.toBeNull();
});

test.each([
  ['apollo', 'asks counter for Parcel.weight, which it does not resolve', parcels, postage],
  ['rust', 'requests Stop.twin with another type', stops, signs],
  ['apollo', 'an entity of type Lot from auction without a resolvable key', bids, '{ lot { label } }'],
] as const)('planner %s: a plan that %s is rejected', async (planner, reason, graph, operation) => {
  await expect(planned(planner, graph, operation)).rejects.toThrow(reason);
});
