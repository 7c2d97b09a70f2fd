import { composeSupergraph } from '@civic-graph/supergraph';
import { federationHeader, withPublicClass } from '@civic-graph/testing';
import { expect, test } from 'vitest';
import type {
  EntityFetchNode,
  EntityInput,
  Plan,
  PlanNode,
  RequiredSelection,
  RootFetchNode,
} from '../plan.ts';
import { PlanError } from '../planner.ts';
import { validatingPlanner } from './validating-planner.ts';

const header = federationHeader('@key', '@shareable', '@external', '@requires', '@interfaceObject');
const supergraph = composeSupergraph(
  Object.entries({
    shelf: `
      type Query { media: [Media!]  either: Either }
      type Subscription { media: [Media!] }
      interface Media @key(fields: "id") { id: ID!  title: String }
      type Book implements Media @key(fields: "id") { id: ID!  title: String  weight(unit: String): Int }
      type Film implements Media @key(fields: "id") { id: ID!  title: String  length: Int @shareable }
      union Either = Book
    `,
    ratings: `
      type Media @interfaceObject @key(fields: "id") { id: ID!  title: String @external  stars: Int  rank: Int @requires(fields: "title") }
      type Club @key(fields: "id") { id: ID!  name: String }
      union Either = Club
    `,
    post: `
      type Film @key(fields: "id", resolvable: false) @key(fields: "id length") { id: ID!  length: Int  reels: Int }
      type Book @key(fields: "id") { id: ID!  weight(unit: String): Int @external  postage(to: String, by: String): Int @requires(fields: "weight(unit: \\"g\\")") }
    `,
  }).map(([name, sdl]) => ({ name, url: `http://${name}.invalid`, sdl: withPublicClass(header + sdl) })),
);

function root(text: string): RootFetchNode {
  return {
    kind: 'root',
    fetch: { subgraph: 'shelf', type: 'query', text, variables: [] },
    outputRewrites: [],
    adds: [],
  };
}

function key(type: string, ...more: RequiredSelection[]): RequiredSelection[] {
  return [{ kind: 'fragment', typeCondition: type, selections: [named('__typename'), named('id'), ...more] }];
}

function named(name: string, responseKey = name): RequiredSelection {
  return { kind: 'field', name, responseKey, selections: null };
}

function entities(
  subgraph: string,
  selection: string,
  requires: readonly RequiredSelection[],
  more: Partial<EntityInput> = {},
): EntityFetchNode {
  const text = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`;
  return {
    kind: 'entities',
    fetch: { subgraph, type: 'query', text, variables: [] },
    inputs: [
      {
        responseKey: '_entities',
        variable: 'representations',
        paths: [[{ kind: 'field', name: 'media' }, { kind: 'list' }]],
        requires,
        inputRewrites: [],
        outputRewrites: [],
        adds: [],
        ...more,
      },
    ],
  };
}

function planned(operation: string, ...nodes: PlanNode[]): Promise<Plan | null> {
  return checked(operation, nodes.length > 0 ? { kind: 'sequence', nodes } : null);
}

function checked(operation: string, plan: Plan | null): Promise<Plan | null> {
  const planner = { name: 'p', plan: async () => plan };
  return validatingPlanner(planner, supergraph).plan(operation, {
    key: '',
    labels: new Set(),
    percentage: 0,
  });
}

const media = root('{ media { __typename id ... on Book { weight(unit: "g") } } }');
/** In the subgraph's terms: the interface as an `@interfaceObject`. */
const asMedia: Partial<EntityInput> = {
  inputRewrites: [
    {
      kind: 'set',
      path: [
        { kind: 'types', names: ['Media'] },
        { kind: 'field', name: '__typename' },
      ],
      value: 'Media',
    },
  ],
};
const stars = (...types: string[]) =>
  entities(
    'ratings',
    '... on Media { stars }',
    types.flatMap((type) => key(type)),
    asMedia,
  );
const weighed = entities('shelf', '... on Book { weight(unit: "g") }', key('Book'));
const atOnce = (...nodes: PlanNode[]): PlanNode => ({ kind: 'parallel', nodes });
const inTurn = (...nodes: PlanNode[]): PlanNode => ({ kind: 'sequence', nodes });
const postage = (weight: RequiredSelection[], call = 'postage') =>
  entities('post', `... on Book { ${call} }`, key('Book', ...weight));

/** Merges two fetches of one subgraph into one, each under its own key. */
function both(one: EntityFetchNode, other: EntityFetchNode): EntityFetchNode {
  const inputs = [one, other].map((node, at) => ({ ...node.inputs[0]!, responseKey: `_e${at}` }));
  const fields = [one, other].map(({ fetch: { text } }, at) =>
    text.replace(/^.*?{ _entities/, `_e${at}: _entities`).slice(0, -2),
  );
  return {
    ...other,
    fetch: { ...other.fetch, text: `query ($representations: [_Any!]!) { ${fields.join(' ')} }` },
    inputs,
  };
}

test.each<[string, string, ...PlanNode[]]>([
  ['a field for every type', '{ media { stars } }', media, stars('Media')],
  ['a field for each type apart', '{ media { stars } }', media, stars('Book', 'Film')],
  ['a field for the type that asks', '{ media { ... on Book { stars } } }', media, stars('Book')],
  [
    'the required fields of a field',
    '{ media { ... on Book { postage } } }',
    media,
    postage([named('weight')]),
  ],
  [
    'required fields under another key',
    '{ media { ... on Book { weight(unit: "kg") postage } } }',
    root('{ media { __typename id ... on Book { weight(unit: "kg") w: weight(unit: "g") } } }'),
    postage([named('weight', 'w')]),
  ],
  [
    'required fields from a branch that has completed',
    '{ media { stars ... on Book { postage } } }',
    root('{ media { __typename id } }'),
    atOnce(weighed, stars('Media')),
    atOnce(postage([named('weight')]), stars('Media')),
  ],
  [
    'required fields from the same branch',
    '{ media { stars ... on Book { postage } } }',
    root('{ media { __typename id } }'),
    atOnce(stars('Media'), inTurn(weighed, postage([named('weight')]))),
  ],
  [
    'arguments in another order',
    '{ media { ... on Book { postage(to: "x", by: "air") } } }',
    media,
    postage([named('weight')], 'postage(by: "air", to: "x")'),
  ],
  [
    'a field that is renamed by the plan',
    '{ media { stars } }',
    media,
    entities('ratings', '... on Media { stars__0: stars }', key('Media'), {
      ...asMedia,
      outputRewrites: [{ kind: 'rename', path: [{ kind: 'field', name: 'stars__0' }], to: 'stars' }],
    }),
  ],
])('a plan with %s is valid', async (_, operation, ...nodes) => {
  expect(await planned(operation, ...nodes)).toEqual({ kind: 'sequence', nodes });
});

test.each<[string, string, string, ...PlanNode[]]>([
  ['nothing', 'No fetch of the plan supplies Query.media', '{ media { id } }'],
  [
    'a field for one of two types',
    'No fetch of the plan supplies Film.stars',
    '{ media { stars } }',
    media,
    stars('Book'),
  ],
  [
    'no key for the fetch to start from',
    'No fetch of the plan supplies Book.stars',
    '{ media { stars } }',
    root('{ media { __typename } }'),
    stars('Media'),
  ],
  [
    'an entity by a name that the subgraph does not know',
    'The plan fetches an entity of type Book from ratings',
    '{ media { ... on Book { stars } } }',
    media,
    entities('ratings', '... on Media { stars }', key('Book')),
  ],
  [
    'a field with other arguments',
    'A fetch of the plan asks for Book.weight with other arguments',
    '{ media { ... on Book { weight(unit: "kg") } } }',
    media,
  ],
  [
    'a field without its required fields',
    'A fetch of the plan requests Book.postage without its required fields',
    '{ media { ... on Book { postage } } }',
    media,
    postage([]),
  ],
  [
    'required fields with other arguments',
    'A fetch of the plan requests Book.postage without its required fields',
    '{ media { ... on Book { postage } } }',
    root('{ media { __typename id ... on Book { weight(unit: "kg") } } }'),
    postage([named('weight')]),
  ],
  [
    'a field of an interface object without its required fields',
    'A fetch of the plan requests Book.rank without its required fields',
    '{ media { ... on Book { rank } } }',
    media,
    entities('ratings', '... on Media { rank }', key('Book'), asMedia),
  ],
  [
    'required fields from a later branch',
    'No fetch of the plan supplies Book.postage',
    '{ media { ... on Book { postage } } }',
    root('{ media { __typename id } }'),
    atOnce(inTurn(stars('Media'), postage([named('weight')])), weighed),
  ],
  [
    'a representation that needs another input of the same fetch',
    'No fetch of the plan supplies Book.title',
    '{ media { ... on Book { title } } }',
    root('{ media { __typename id } }'),
    both(weighed, entities('shelf', '... on Book { title }', key('Book', named('weight')))),
  ],
  [
    'a field from a subgraph that only names it',
    'A fetch of the plan asks post for Book.weight, which it does not resolve',
    '{ media { ... on Book { weight(unit: "kg") } } }',
    root('{ media { __typename id } }'),
    entities('post', '... on Book { weight(unit: "kg") }', key('Book')),
  ],
  [
    'a field from a subgraph that does not know it',
    'A fetch of the plan asks post for Book.title, which it does not resolve',
    '{ media { ... on Book { title } } }',
    root('{ media { __typename id } }'),
    entities('post', '... on Book { title }', key('Book')),
  ],
  [
    'an entity by a key that does not find it',
    'The plan fetches an entity of type Film from post without a resolvable key',
    '{ media { ... on Film { reels } } }',
    media,
    entities('post', '... on Film { reels }', key('Film')),
  ],
  [
    'an entity without a key',
    'The plan fetches an entity of type Book from shelf without a resolvable key',
    '{ media { ... on Book { title } } }',
    root('{ media { __typename ... on Book { weight(unit: "g") } } }'),
    entities('shelf', '... on Book { title }', [
      { kind: 'fragment', typeCondition: 'Book', selections: [named('__typename'), named('weight')] },
    ]),
  ],
  [
    'objects without selected fields',
    'A fetch of the plan requests Query.media with another type',
    '{ media { id } }',
    root('{ media }'),
  ],
  [
    'one call of a field written over another',
    'The plan writes postage(to: "y") over postage(to: "x") at media.postage',
    '{ media { ... on Book { postage(to: "y") } } }',
    media,
    postage([named('weight')], 'postage(to: "x")'),
    postage([named('weight')], 'postage(to: "y")'),
  ],
])('a plan with %s is invalid', async (_, reason, operation, ...nodes) => {
  const plan = planned(operation, ...nodes);
  await expect(plan).rejects.toBeInstanceOf(PlanError);
  await expect(plan).rejects.toThrow(reason);
});

test('writes into objects of one type do not conflict with those of another at the same place', async () => {
  const one = entities('shelf', '... on Book { name: weight(unit: "g") }', key('Book'));
  const other = entities('shelf', '... on Film { name: title }', key('Film'));
  const operation = '{ media { ... on Book { name: weight(unit: "g") } ... on Film { name: title } } }';
  expect(await planned(operation, media, one, other)).toEqual({
    kind: 'sequence',
    nodes: [media, one, other],
  });
});

test('a plan names the types that it does not fetch completely, because not every owner has them', async () => {
  const first = root('{ either { __typename ... on Book { title } } }');
  const plan = await planned('{ either { ... on Book { title } ... on Club { name } } }', first);
  expect(plan).toEqual({
    kind: 'sequence',
    nodes: [first],
    unfetched: new Map([['either', new Set(['Club'])]]),
  });
});

test('a resolvable key is sent if the data already has it', async () => {
  const first = root('{ media { __typename id ... on Film { length } } }');
  const reels = entities('post', '... on Film { reels }', key('Film'));
  const plan = await planned('{ media { ... on Film { reels } } }', first, reels);
  const sent = JSON.stringify(plan?.kind === 'sequence' && plan.nodes[1]);
  expect(sent).toContain(JSON.stringify([named('id'), named('length')]));
});

test('two calls of a required field get a key each, and each fetch receives its own', async () => {
  const pounds = root('{ media { __typename id ... on Book { weight(unit: "lb") } } }');
  const grams = entities('shelf', '... on Book { weight(unit: "g") }', key('Book'));
  const plan = await planned(
    '{ media { ... on Book { postage } } }',
    pounds,
    grams,
    postage([named('weight')]),
  );
  const texts = JSON.stringify(plan);
  expect(texts).toContain('_call0_weight:weight(unit:\\"lb\\")');
  expect(texts).toContain('_call1_weight:weight(unit:\\"g\\")');
  expect(texts).toContain(JSON.stringify(named('weight', '_call1_weight')));
  expect(texts).not.toContain(JSON.stringify(named('weight', '_call0_weight')));
});

test('dependent fetches are serialized, whatever the planner says', async () => {
  const branches = [weighed, inTurn(stars('Media'), postage([named('weight')]))];
  const first = root('{ media { __typename id } }');
  expect(await planned('{ media { ... on Book { postage } } }', first, atOnce(...branches))).toEqual(
    inTurn(first, inTurn(...branches)),
  );
});

test('a subscription is validated with the fetches for an event', async () => {
  const primary = root('subscription { media { __typename id } }');
  const operation = 'subscription { media { stars } }';
  const whole: Plan = { kind: 'subscription', primary, rest: stars('Media') };
  expect(await checked(operation, whole)).toEqual(whole);
  await expect(checked(operation, { ...whole, rest: null })).rejects.toThrow('supplies Book.stars');
});
