import { Supergraph } from '@apollo/federation-internals';
import { anonymous, type Principal } from '@civic-graph/policy';
import { composeSupergraph } from '@civic-graph/supergraph';
import { createInProcessGraph, type SubgraphCall } from '@civic-graph/testing';
import { execute, type GraphQLSchema, Kind, type OperationDefinitionNode, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createRows, operations, subgraphs } from '../../test/fixtures/create-engine.ts';
import type { PlannerFactory } from '../planning/planner.ts';
import { createApolloPlanner } from '../planning/planners/apollo-planner.ts';
import { createRustPlanner } from '../planning/planners/rust-planner.ts';
import { readAnswer } from '../subgraphs/transport/read-answer.ts';
import { admitSupergraph } from '../supergraph/served-supergraph.ts';
import { createEngine } from './create-engine.ts';
import type { OperationResult } from './engine.ts';

const everyRight: Principal = {
  kind: 'operator',
  clientId: 'console',
  subject: 's',
  scopes: ['diary', 'secret'],
  roles: ['auditor'],
  agency: 'a',
  purpose: 'tests',
  assurance: 'high',
};
const noScopes: Principal = { ...everyRight, scopes: [], roles: [] };

const planners: Readonly<Record<string, PlannerFactory>> = {
  rust: (sdl) => createRustPlanner(sdl),
  apollo: (_, sdl) => createApolloPlanner(sdl),
};
const supergraphSdl = composeSupergraph(subgraphs);

interface Answered {
  readonly result: OperationResult;
  readonly calls: readonly SubgraphCall[];
}

function createHarness(createPlanner: PlannerFactory) {
  const served = admitSupergraph(supergraphSdl, createPlanner);
  const schema = Supergraph.build(served.gatewaySdl).apiSchema().toGraphQLJSSchema();
  const options = {
    limits: {
      maxFields: 500,
      maxDepth: 12,
      maxAliases: 50,
      maxRootFields: 10,
      maxLevels: 40,
      maxAnswerValues: 5_000,
      maxCost: 5_000,
    },
    maxErrors: 100,
    maxPreparedOperations: 10,
    maxPreparedCharacters: 100_000,
    consentUrl: 'https://consent.invalid',
  };
  let fail: ((subgraph: string) => void) | undefined;
  let graph = createInProcessGraph(subgraphs, {}, []);
  let isRevoked = false;
  const engine = createEngine({
    ...options,
    isRevoked: () => isRevoked,
    subgraphs: {
      async call(operation, variables) {
        fail?.(operation.subgraph);
        return readAnswer(await graph.respond(operation.subgraph, operation.text, variables));
      },
    },
  });
  return {
    schema,
    /** Whether the callers of later requests are revoked. */
    tokens(are: 'revoked' | 'good') {
      isRevoked = are === 'revoked';
    },
    async ask(
      query: string,
      principal: Principal,
      variables: object = {},
      failing?: typeof fail,
    ): Promise<Answered> {
      const { roots, rows } = createRows();
      fail = failing;
      graph = createInProcessGraph(subgraphs, roots, rows);
      const document = parse(query);
      expect(validate(schema, document)).toEqual([]);
      const operation = document.definitions.find(
        (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
      )!;
      const call = { principal, requestId: 'r', signal: new AbortController().signal };
      const request = { schema, document, operation, text: query, operationName: undefined };
      const admission = await engine.admit(engine.prepare(served, request), { ...variables }, principal);
      const result = admission.kind === 'refused' ? admission : await engine.run(admission, call);
      return { result: JSON.parse(JSON.stringify(result)), calls: graph.calls };
    },
  };
}

async function askMonolith(
  schema: GraphQLSchema,
  query: string,
  variables: object = {},
): Promise<OperationResult> {
  const { roots } = createRows();
  const document = parse(query);
  const isMutation = document.definitions.some(
    (node) => 'operation' in node && node.operation === 'mutation',
  );
  const rootValue = isMutation ? roots.Mutation : roots.Query;
  const result = await execute({ schema, document, rootValue, variableValues: { ...variables } });
  return JSON.parse(JSON.stringify(result));
}

const errorPaths = ({ errors }: OperationResult) =>
  (errors ?? []).map(({ path }) => (path ?? []).join('.')).sort();

describe.each(Object.keys(planners))('the engine with the %s planner', (planner) => {
  const harness = createHarness(planners[planner]!);

  it.each(operations)('answers as one monolith: $title', async ({ query, variables }) => {
    const { result } = await harness.ask(query, everyRight, variables);
    const expected = await askMonolith(harness.schema, query, variables);
    expect(JSON.stringify(result.data)).toBe(JSON.stringify(expected.data));
    expect(errorPaths(result)).toEqual(errorPaths(expected));
    expect(JSON.stringify(result)).not.toMatch(/SELECT|internals/);
  });

  it('refuses a caller that is revoked while its plan is made', async () => {
    const answered = harness.ask('{ people { diary id } }', everyRight);
    harness.tokens('revoked');
    const { result, calls } = await answered;
    harness.tokens('good');
    expect(result.errors).toMatchObject([{ extensions: { code: 'TOKEN_REVOKED' } }]);
    expect(calls).toEqual([]);
  });

  it('leaves a denied field out of every fetch, null in the answer, with an error at its response key', async () => {
    const { result, calls } = await harness.ask('{ people { name d: diary friend { diary } } }', noScopes);
    expect(calls.map(({ text }) => text).join()).not.toContain('diary');
    expect(result.data).toMatchObject({
      people: [{ name: 'Person 1', d: null, friend: { diary: null } }, {}, {}],
    });
    expect(errorPaths(result)).toEqual([
      'people.0.d',
      'people.0.friend.diary',
      'people.1.d',
      'people.1.friend.diary',
      'people.2.d',
    ]);
    expect(result.errors?.[0]).toMatchObject({
      extensions: {
        code: 'UNAUTHORIZED_FIELD_OR_TYPE',
        coordinate: 'Person.diary',
        rule: 'requiresScopes',
        missing: [['diary']],
      },
    });
  });

  it('bubbles the null of a denied non-null field', async () => {
    const { result } = await harness.ask(
      '{ person(id: "1") { name secret } place(code: "park") { title } }',
      noScopes,
    );
    expect(result.data).toEqual({ person: null, place: { title: 'The park' } });
    expect(errorPaths(result)).toEqual(['person.secret']);
  });

  it('does not call an agency only for denied fields', async () => {
    const { result, calls } = await harness.ask('{ person(id: "1") { name home { title } } }', anonymous);
    expect(calls.map(({ subgraph }) => subgraph)).toEqual(['people']);
    expect(result.data).toEqual({ person: { name: 'Person 1', home: null } });
    expect(result.errors?.[0]).toMatchObject({
      path: ['person', 'home'],
      extensions: { rule: 'authenticated' },
    });
  });

  it('keeps an object whose fields are all denied', async () => {
    const { result } = await harness.ask('{ person(id: "1") { diary } }', noScopes);
    expect(result.data).toEqual({ person: { diary: null } });
  });

  it('decides about an interface field for each type that it can occur on', async () => {
    const { result, calls } = await harness.ask('{ agents { id name } }', noScopes);
    expect(result.data).toEqual({
      agents: [
        { id: '1', name: 'Person 1' },
        { id: '2', name: 'Person 2' },
        { id: '3', name: 'Person 3' },
        { id: '9', name: null },
        null,
      ],
    });
    expect(errorPaths(result)).toEqual(['agents.3.name']);
    expect(calls[0]?.text).not.toMatch(/on Company ?\{[^}]*name/);
  });

  it('does not apply the rights of a sibling fragment with the same response key', async () => {
    const query = '{ search { ... on Company { x: name } ... on Person { x: name } } }';
    const { result } = await harness.ask(query, noScopes);
    expect(result.data).toMatchObject({ search: [{ x: null }, { x: 'Person 1' }, {}, {}] });
  });

  it('gives two concurrent callers of the same document each their own data', async () => {
    const query = '{ people { diary } }';
    const [all, none] = await Promise.all([harness.ask(query, everyRight), harness.ask(query, noScopes)]);
    expect(all.result.data).toMatchObject({ people: [{ diary: 'dear diary' }, {}, {}] });
    expect(none.result.data).toMatchObject({ people: [{ diary: null }, {}, {}] });
  });

  it('keeps the data of other agencies when one is down', async () => {
    const down = (subgraph: string) => {
      if (subgraph === 'ratings') throw new Error('connect ECONNREFUSED 10.0.0.1:99');
    };
    const query =
      '{ place(code: "park") { title stars review { text } } person(id: "1") { name visits { place { title stars } } } }';
    const { result } = await harness.ask(query, everyRight, {}, down);
    // Place.review is non-null, so its absence takes the place with it.
    expect(result.data).toEqual({
      place: null,
      person: {
        name: 'Person 1',
        visits: [0, 1].map((at) => ({ place: { title: ['The park', 'The pool'][at], stars: null } })),
      },
    });
    expect(new Set(errorPaths(result))).toEqual(
      new Set(['place.stars', 'place.review', 'person.visits.0.place.stars', 'person.visits.1.place.stars']),
    );
    expect(JSON.stringify(result.errors)).not.toContain('10.0.0.1');
  });

  it.each([
    [
      'fields',
      'query { ...A ...A } fragment A on Query { ...B ...B } fragment B on Query { ...C ...C ...C } fragment C on Query { people { friends { friends { friends { id name age } } } } agents { id } people { id } }',
    ],
    ['levels of nesting', `{ people ${'{ friend '.repeat(12)}{ id }${' }'.repeat(12)} }`],
    ['aliases', `{ people { ${Array.from({ length: 51 }, (_, at) => `a${at}: name`).join(' ')} } }`],
    ['root fields', `{ ${Array.from({ length: 11 }, (_, at) => `a${at}: people { id }`).join(' ')} }`],
  ])('refuses too many %s before any fetch', async (what, query) => {
    await expect(harness.ask(query, everyRight)).rejects.toMatchObject({
      code: 'OPERATION_LIMIT_EXCEEDED',
      message: expect.stringContaining(what),
    });
  });

  it('counts fragments that multiply without expanding them', async () => {
    const doubling = Array.from(
      { length: 24 },
      (_, at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`,
    );
    const query = `{ ...F0 } ${doubling.join(' ')} fragment F24 on Query { people { id } }`;
    await expect(harness.ask(query, everyRight)).rejects.toMatchObject({ code: 'OPERATION_LIMIT_EXCEEDED' });
  });

  it.each([
    ['literals', 'query { people { reviews(first: 100) { author { reviews(first: 100) { text } } } } }', {}],
    [
      'variables',
      'query ($n: Int) { people { reviews(first: $n) { author { reviews(first: $n) { text } } } } }',
      { n: 100 },
    ],
    [
      'fragments',
      'query { people { ...R } } fragment R on Person { reviews(first: 100) { author { ...T } } } fragment T on Person { reviews(first: 100) { text } }',
      {},
    ],
    [
      'introspection',
      `{ __schema { types { ${Array.from({ length: 12 }, (_, at) => `f${at}: fields { name }`).join(' ')} } } }`,
      {},
    ],
  ])('refuses what could have too large an answer before any fetch: %s', async (_, query, variables) => {
    await expect(harness.ask(query, everyRight, variables)).rejects.toMatchObject({
      code: 'OPERATION_LIMIT_EXCEEDED',
      extensions: { limit: 5_000 },
    });
  });

  it('stops an answer that grows when its entities are expanded', async () => {
    const nest = (levels: number): string =>
      levels === 0 ? 'reviews { text author { name } }' : `friends { name ${nest(levels - 1)} }`;
    await expect(harness.ask(`{ people { ${nest(9)} } }`, everyRight)).rejects.toMatchObject({
      code: 'OPERATION_LIMIT_EXCEEDED',
    });
  });

  it('refuses fragments inside fragments that are too deep', async () => {
    const deep = `${'... { '.repeat(45)} people { id } ${'}'.repeat(45)}`;
    await expect(harness.ask(`{ ${deep} }`, everyRight)).rejects.toMatchObject({
      code: 'OPERATION_LIMIT_EXCEEDED',
    });
    const chained = Array.from({ length: 45 }, (_, at) => `fragment F${at} on Query { ...F${at + 1} }`);
    const query = `{ ...F0 } ${chained.join(' ')} fragment F45 on Query { people { id } }`;
    await expect(harness.ask(query, everyRight)).rejects.toMatchObject({ code: 'OPERATION_LIMIT_EXCEEDED' });
  });

  it('names a bad variable', async () => {
    const query = 'query ($scale: Scale!) { place(code: "park") { stars(scale: $scale) } }';
    const { result, calls } = await harness.ask(query, everyRight, { scale: 'ELEVEN' });
    expect(result.errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    expect(calls).toEqual([]);
  });
});
