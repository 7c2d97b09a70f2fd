import { composeSupergraph, consumerSchema } from '@civic-graph/supergraph';
import { type FragmentDefinitionNode, getOperationAST, Kind, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { Variables } from '../../lib/graphql/variables.ts';
import { actualCost } from './actual-cost.ts';
import { amountFor } from './amount.ts';
import { boundedCost } from './bounded-cost.ts';
import { readCostDirectives } from './cost-directives.ts';
import { directedWeights, everyValue, type Weights } from './cost-weights.ts';
import { type CostedOperation, operationCost } from './operation-cost.ts';

const supergraphOf = (sdl: string) =>
  composeSupergraph([{ name: 'lines', url: 'http://lines.invalid/graphql', sdl }]);

const link = (imported: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", ${imported}])`;

const sdl = `
  ${link('"@cost", "@listSize"')}
  type Query {
    lines(first: Int = 20, filter: Filter, near: [Filter!]): LineConnection!
    line: Line
    nearby(top: Int, bottom: Int): [Stop!] @listSize(slicingArguments: ["top", "bottom"], assumedSize: 50)
    either(top: Int, bottom: Int): [Stop!] @listSize(slicingArguments: ["top", "bottom"], requireOneSlicingArgument: false)
    page(limit: Int!): Page @listSize(slicingArguments: ["limit"], sizedFields: ["stops"])
    slow: Int @cost(weight: 7)
    search(text: String @cost(weight: 3)): Stop
    things: [Thing!] @listSize(assumedSize: 10)
    agent: Agent
    maps: Map
    cheap(hint: Boolean @cost(weight: -5)): Stop
  }
  type Mutation { rename(name: String): Line }
  input Filter { text: String @cost(weight: 2), inner: Filter, level: Level }
  enum Level @cost(weight: 1) { LOW HIGH }
  type LineConnection { nodes: [Line!]! edges: [LineEdge!]! total: Int }
  type LineEdge { node: Line }
  type Page { stops: [Stop!] others: [Stop!] }
  type Line @key(fields: "id") { id: ID! stops: [Stop!]! @listSize(assumedSize: 40)  plain: [Stop!] }
  type Stop @key(fields: "id") { id: ID! lines(first: Int = 20): [Line!] }
  type Map @cost(weight: 30) { id: ID }
  scalar Drawing @cost(weight: 4)
  type Photo { drawing: Drawing  id: ID }
  union Thing = Map | Photo
  interface Agent { id: ID  work: Int }
  type Person implements Agent { id: ID  work: Int @cost(weight: 9) }
`;

const supergraph = supergraphOf(sdl);
const directives = readCostDirectives(parse(supergraph));
const schema = consumerSchema(supergraph);
const directed = directedWeights(directives);

function costed(query: string): CostedOperation {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  const fragments = document.definitions.filter(
    (node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION,
  );
  return { schema, operation, fragments: new Map(fragments.map((each) => [each.name.value, each])) };
}

const costOf = (query: string, variables: Variables = {}, weights: Weights = directed) =>
  amountFor(operationCost(costed(query), directives, weights), variables);

describe('directives are read from the supergraph', () => {
  test.each<[string, string, string, string]>([
    ['imported', '"@listSize", "@cost"', '@listSize', '@cost'],
    [
      'under other names',
      '{ name: "@listSize", as: "@long" }, { name: "@cost", as: "@price" }',
      '@long',
      '@price',
    ],
    ['by their namespace', '"@shareable"', '@federation__listSize', '@federation__cost'],
  ])('%s', (_, imported, size, cost) => {
    const text = `${link(imported)} type Query { list: [Int!] ${size}(assumedSize: 40) ${cost}(weight: 3) }`;
    const read = readCostDirectives(parse(supergraphOf(text)));
    expect(read.listSizes.get('Query.list')).toMatchObject({ assumedSize: 40 });
    expect(read.weights.get('Query.list')).toBe(3);
  });

  test('a supergraph without cost directives has none', () => {
    const read = readCostDirectives(parse('type Query { a: [Int] }'));
    expect(read.listSizes.size + read.weights.size).toBe(0);
  });
});

describe('an operation costs', () => {
  test.each<[string, string, number]>([
    ['an object one, a leaf nothing', '{ line { id __typename } }', 1],
    ['a field by its weight', '{ slow a: slow }', 14],
    ['a given argument by its weight', '{ search(text: "a") { id } b: search { id } }', 3 + 2],
    [
      'an object and a scalar by the weights of their types',
      '{ maps { id } things { ... on Photo { drawing } } }',
      30 + 10 * (30 + 4),
    ],
    ['a field of an interface the most of its implementers', '{ agent { work } }', 1 + 9],
    [
      'input objects with their fields',
      '{ lines(first: 1, filter: { text: "a", inner: { level: LOW } }) { total } }',
      1 + 1 + 2 + 1 + 1,
    ],
    [
      'a list of input objects each of them',
      '{ lines(first: 1, near: [{}, { text: "a" }]) { total } }',
      1 + 1 + 1 + 2,
    ],
    ['a change ten more', 'mutation { rename(name: "a") { id } }', 11],
    ['nothing less than nothing', '{ cheap(hint: true) { id } line { id } }', 1],
    ['lists by their assumed size', '{ line { stops { id } plain { id } } }', 1 + 40 + 1],
    ['a page its length', '{ lines(first: 3) { total nodes { id } } }', 1 + 3],
    ['a page its default length', '{ lines { nodes { id } } }', 1 + 20],
    ['nodes and edges both', '{ lines(first: 3) { nodes { id } edges { node { id } } } }', 1 + 3 + 3 * 2],
    [
      'lists in lists',
      '{ lines(first: 3) { nodes { stops { lines(first: 5) { id } } } } }',
      1 + 3 * (1 + 40 * (1 + 5)),
    ],
    [
      'through fragments',
      '{ lines(first: 3) { ...C } page(limit: 7) { ...P } } fragment C on LineConnection { nodes { ...L } } fragment L on Line { stops { id } } fragment P on Page { stops { id } others { id } }',
      1 + 3 * 41 + 1 + 7 + 1,
    ],
    [
      'a fragment for each spread',
      '{ a: line { ...L } b: line { ...L } } fragment L on Line { stops { id } }',
      82,
    ],
    ['only the lists that are named', '{ page(limit: 7) { stops { id } others { id } } }', 1 + 7 + 1],
    ['the one slicing argument that is given', '{ nearby(bottom: 5) { id } }', 5],
    ['the largest of several', '{ either(top: 2, bottom: 5) { id } }', 5],
    [
      'zero and less like an absent value, because a subgraph may interpret it in any way',
      '{ lines(first: 0) { nodes { id } } either(top: -9) { id } }',
      1 + 20 + 1,
    ],
    [
      'nothing for omitted arguments',
      '{ line @skip(if: true) { stops { id } } page(limit: 2) { stops @include(if: false) { id } } }',
      1,
    ],
    ['introspection, too', '{ __schema { types { fields { name } } } }', 1 + 150 * (1 + 4)],
  ])('%s', (_, query, cost) => {
    expect(costOf(query)).toBe(cost);
  });

  test.each<[string, string, Variables, number]>([
    [
      'the length of a page',
      'query ($n: Int) { lines(first: $n) { nodes { stops { id } } } }',
      { n: 3 },
      1 + 3 * 41,
    ],
    ['its absence', 'query ($n: Int) { lines(first: $n) { nodes { id } } }', {}, 1 + 20],
    ['null', 'query ($n: Int) { lines(first: $n) { nodes { id } } }', { n: null }, 1 + 20],
    [
      'lists in lists',
      'query ($n: Int, $m: Int) { lines(first: $n) { nodes { stops { lines(first: $m) { id } } } } }',
      { n: 3, m: 5 },
      1 + 3 * (1 + 40 * 6),
    ],
    [
      'input objects',
      'query ($f: Filter, $g: [Filter!]) { lines(first: 1, filter: $f, near: $g) { total } }',
      { f: { text: 'a' }, g: [{}, { level: 'LOW' }] },
      1 + 3 + 1 + 2,
    ],
    [
      'an omitted field',
      'query ($no: Boolean!) { line @include(if: $no) { id } a: line @skip(if: $no) { stops { id } } }',
      { no: false },
      41,
    ],
  ])('by variables: %s', (_, query, variables, cost) => {
    expect(costOf(query, variables)).toBe(cost);
  });

  test('counts every value, for the memory of the answer', () => {
    expect(costOf('{ lines(first: 2) { total nodes { id stops { id } } } }', {}, everyValue)).toBe(
      1 + 1 + 2 * (1 + 1 + 40 * 2),
    );
  });
});

describe('a list that takes exactly one of several arguments is refused with', () => {
  const words = expect.objectContaining({
    code: 'BAD_USER_INPUT',
    message: expect.stringContaining('top, bottom'),
  });
  test('two', () => expect(() => costOf('{ nearby(top: 1, bottom: 2) { id } }')).toThrow(words));
  test('none', () => expect(() => costOf('{ nearby { id } }')).toThrow(words));
  test('a variable that is null', () => {
    const query = 'query ($n: Int) { nearby(top: $n) { id } }';
    expect(() => costOf(query, { n: null })).toThrow(words);
    expect(costOf(query, { n: 4 })).toBe(4);
  });
});

test('an operation that is too expensive is refused with the limit and its cost, even if a variable causes it', () => {
  const check = (query: string, limits: { maxCost: number; maxAnswerValues: number }) =>
    boundedCost(costed(query), directives, limits);
  const query = 'query ($n: Int) { lines(first: $n) { nodes { stops { id } } } }';
  const byCost = check(query, { maxCost: 124, maxAnswerValues: 1_000_000 });
  expect(byCost({ n: 3 })).toBe(124);
  const refused = (limit: number, found: number) =>
    expect.objectContaining({
      code: 'OPERATION_LIMIT_EXCEEDED',
      extensions: expect.objectContaining({ limit, found }),
    });
  expect(() => byCost({ n: 4 })).toThrow(refused(124, 165));
  const byValues = check(query, { maxCost: 1_000_000, maxAnswerValues: 243 });
  expect(() => byValues({ n: 3 })).toThrow(refused(243, 1 + 3 * 81));
  const nest = (levels: number): string =>
    levels === 0 ? 'id' : `lines(first: 2147483647) { stops { ${nest(levels - 1)} } }`;
  expect(() =>
    check(`{ line { stops { ${nest(29)} } } }`, { maxCost: 1e9, maxAnswerValues: 1e9 })({}),
  ).toThrow(expect.objectContaining({ code: 'OPERATION_LIMIT_EXCEEDED' }));
});

describe('the actual cost of an answer is', () => {
  const actual = (query: string, data: unknown, variables: Variables = {}) =>
    actualCost(costed(query), directed, variables, data);
  test.each<[string, string, unknown, number]>([
    [
      'its content',
      '{ lines(first: 9) { nodes { id stops { id } } } }',
      {
        lines: {
          nodes: [
            { id: 1, stops: [{}, {}] },
            { id: 2, stops: [] },
          ],
        },
      },
      1 + 2 + 2,
    ],
    ['nothing for null', '{ line { stops { id } } slow }', { line: null, slow: null }, 0],
    ['arguments, as before', '{ search(text: "a") { id } }', { search: null }, 3],
    [
      'a key of sibling fragments once',
      '{ things { ... on Photo { k: id } ... on Map { k: id } } }',
      { things: [{ k: 'x' }] },
      30,
    ],
    ['nothing for inherited fields', '{ toString: line { id } }', {}, 0],
  ])('%s', (_, query, data, cost) => {
    expect(actual(query, data)).toBe(cost);
  });
});

test('visits a fragment once however often it is spread', () => {
  const doubling = Array.from(
    { length: 40 },
    (_, at) => `fragment F${at} on Line { ...F${at + 1} ...F${at + 1} }`,
  );
  const query = `{ line { ...F0 } } ${doubling.join(' ')} fragment F40 on Line { stops { id } }`;
  expect(costOf(query)).toBe(1 + 40 * 2 ** 40);
});
