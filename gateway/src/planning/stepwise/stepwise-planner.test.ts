import { composeSupergraph } from '@civic-graph/supergraph';
import { createInProcessGraph, federationHeader, type Row, withPublicClass } from '@civic-graph/testing';
import { expect, test } from 'vitest';
import { askGraph } from '../../../test/fixtures/ask-graph.ts';
import { subgraphs as people } from '../../../test/fixtures/create-engine.ts';
import { admitSupergraph } from '../../supergraph/served-supergraph.ts';
import type { PlannerFactory } from '../planner.ts';
import { validatingPlanner } from '../planners/validating-planner.ts';
import { createStepwisePlanner } from './stepwise-planner.ts';

const stepwise: PlannerFactory = (sdl) => validatingPlanner(createStepwisePlanner(sdl), sdl);
const context = { key: '', labels: new Set<string>(), percentage: 0 };
const header = federationHeader('@key', '@shareable', '@external', '@requires', '@interfaceObject');

function definitions(graph: Readonly<Record<string, string>>) {
  return Object.entries(graph).map(([name, sdl]) => ({
    name,
    sdl: withPublicClass(header + sdl),
    url: `http://${name}.invalid`,
  }));
}

/** Only a third subgraph knows the key that leads from one to the other. */
const chain = definitions({
  desk: `type Query { file: File  files: [[File]] }
    type File @key(fields: "id") { id: ID! }`,
  index: 'type File @key(fields: "id") @key(fields: "code") { id: ID!  code: ID!  pages(of: Int): Int }',
  vault: `type File @key(fields: "code") {
      code: ID!  pages(of: Int): Int @external
      seal: String @requires(fields: "pages(of: 1)")  stamp: String @requires(fields: "pages(of: 2)")
    }`,
});
const file: Row = {
  __typename: 'File',
  id: 'f',
  code: 'c',
  pages: ({ of }: { of: number }) => 10 * of,
  seal(this: { pages: number }) {
    return `sealed ${this.pages}`;
  },
  stamp(this: { pages: number }) {
    return `stamped ${this.pages}`;
  },
};

async function ask(subgraphs: ReturnType<typeof definitions>, query: string, root: object, rows: Row[]) {
  const graph = createInProcessGraph(subgraphs, { Query: { __typename: 'Query', ...root } }, rows);
  const { data, errors } = await askGraph(query, { subgraphs, planner: stepwise, respond: graph.respond });
  return { data: data?.toJSON(), errors };
}

test('fetches missing keys, and each required call under its own key', async () => {
  const query = '{ file { seal stamp } files { seal } }';
  expect(await ask(chain, query, { file, files: [[file], []] }, [file])).toEqual({
    data: { file: { seal: 'sealed 10', stamp: 'stamped 20' }, files: [[{ seal: 'sealed 10' }], []] },
  });
});

test('fetches fields with requirements separately, also nested ones', async () => {
  const subgraphs = definitions({
    desk: `type Query { file: File }
      type File @key(fields: "id") { id: ID!  number: Int }`,
    vault: `type File @key(fields: "id") { id: ID!  number: Int @external  copy: File @requires(fields: "number") }`,
  });
  const copied: Row = { __typename: 'File', id: 'f', number: 1 };
  copied.copy = copied;
  expect(await ask(subgraphs, '{ file { copy { copy { number } } } }', { file: copied }, [copied])).toEqual({
    data: { file: { copy: { copy: { number: 1 } } } },
  });
});

test('fetches an entity without a key again from a subgraph that has all of it', async () => {
  const subgraphs = definitions({
    front: `type Query { form: Form @shareable }
      type Form @shareable { title: String }`,
    back: `type Query { form: Form @shareable }
      type Form { title: String @shareable  rest: String }`,
  });
  const form = { title: 't', rest: 'r' };
  expect(await ask(subgraphs, '{ form { title rest } }', { form }, [])).toEqual({ data: { form } });
});

test('asks another subgraph for the concrete types of an interface object', async () => {
  const subgraphs = definitions({
    shelf: `interface Media @key(fields: "id") { id: ID! }
      type Book implements Media @key(fields: "id") { id: ID!  pages: Int }
      type Film implements Media @key(fields: "id") { id: ID! }`,
    ratings: `type Query { best: [Media!] }
      type Media @interfaceObject @key(fields: "id") { id: ID!  stars: Int }`,
  });
  const { planner } = admitSupergraph(composeSupergraph(subgraphs), stepwise);
  const plan = await planner.plan('{ best { stars ... on Book { pages } } }', context);
  expect(plan).toMatchObject({
    kind: 'sequence',
    nodes: [
      { kind: 'root', fetch: { subgraph: 'ratings' } },
      {
        kind: 'entities',
        fetch: { subgraph: 'shelf', text: expect.stringContaining('...on Media{__typename}') },
      },
      ...Array.from({ length: 3 }, () => ({ kind: 'entities' })),
    ],
  });
});

test('finds no plan for a field that is reachable by no key', async () => {
  const { planner } = admitSupergraph(
    composeSupergraph(
      definitions({
        catalogue: `type Query { asset: Asset }
          interface Asset @key(fields: "id") { id: ID! }`,
        meters: `type Query { metered: Asset }
          type Asset @interfaceObject @key(fields: "id", resolvable: false) { id: ID!  reading: Int }`,
      }),
    ),
    stepwise,
  );
  await expect(planner.plan('{ asset { reading } }', context)).rejects.toThrow(
    'No resolvable key of Asset reaches meters',
  );
});

test('sends a mutation once, and starts with the subscription', async () => {
  const { planner } = admitSupergraph(composeSupergraph(people), stepwise);
  expect(
    await planner.plan('mutation { rename(id: "1", name: "A") { visits { at } } }', context),
  ).toMatchObject({
    kind: 'sequence',
    nodes: [
      { kind: 'root', fetch: { type: 'mutation' } },
      { kind: 'entities', fetch: { subgraph: 'places' } },
    ],
  });
  expect(
    await planner.plan('subscription { personChanged(id: "1") { visits { at } } }', context),
  ).toMatchObject({
    kind: 'subscription',
    primary: { fetch: { type: 'subscription', subgraph: 'people' } },
    rest: { kind: 'sequence', nodes: [{ fetch: { subgraph: 'places' } }] },
  });
});
