import { composeSupergraph } from '@civic-graph/supergraph';
import { eventually, personas } from '@civic-graph/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { subgraphs } from '../../../test/fixtures/create-engine.ts';
import { startTestGateway, type TestGateway } from '../../../test/fixtures/gateway.ts';
import { ParseQueue } from '../../admission/admission-queue/parse-queue.ts';
import { ownSubgraph } from './own-subgraph.ts';

interface Explained {
  readonly problems: readonly string[];
  readonly fields: readonly {
    readonly coordinate: string;
    readonly allowed: boolean;
    readonly missing: readonly string[][];
  }[];
}

describe.each(['rust', 'apollo'] as const)('with the %s planner', (planner) => {
  let graph: TestGateway;
  beforeAll(async () => {
    graph = await startTestGateway({ planner });
    await graph.replaceSupergraph(composeSupergraph([...subgraphs, ownSubgraph]));
    await eventually(async () => expect(await isThere()).toBe(true));
  });
  afterAll(() => graph?.close());

  const isThere = async () =>
    (await graph.ask('{ __type(name: "Query") { fields { name } } }')).text.includes('explainAccess');
  const explain =
    'query ($operation: String!, $name: String) { explainAccess(operation: $operation, operationName: $name) { problems fields { coordinate allowed dataClass owners rules rule missing remedy } } }';

  async function explained(operation: string, token?: string, name?: string) {
    const answer = await graph.ask<{ explainAccess: Explained }>(explain, {
      variables: { operation, ...(name !== undefined && { name }) },
      ...(token !== undefined && { token }),
    });
    expect(answer.json.errors).toBeUndefined();
    return answer.json.data.explainAccess;
  }

  it('queues a text like any other document', async () => {
    const enter = vi.spyOn(ParseQueue.prototype, 'enter');
    const operation = `query InTurn_${planner} { people { id } }`;
    await explained(operation);
    expect(enter.mock.calls.filter(([characters]) => characters === operation.length)).toHaveLength(1);
    enter.mockRestore();
  });

  it('reports for each field whether it is open, its rules, its owner and how to get access', async () => {
    const { problems, fields } = await explained('{ person(id: "1") { name diary home { title } } }');
    expect(problems).toEqual([]);
    expect(fields).toEqual([
      expect.objectContaining({ coordinate: 'Query.person', allowed: true, owners: ['people'], rules: [] }),
      {
        coordinate: 'Person.name',
        allowed: true,
        dataClass: 'C0',
        owners: ['people'],
        rules: [],
        rule: null,
        missing: [],
        remedy: null,
      },
      expect.objectContaining({
        coordinate: 'Person.diary',
        allowed: false,
        rules: ['@requiresScopes(scopes: [["diary"]])'],
        rule: 'authenticated',
        remedy: expect.stringContaining('access token'),
      }),
      expect.objectContaining({
        coordinate: 'Person.home',
        allowed: false,
        owners: ['places'],
        rules: ['@authenticated'],
      }),
      // Also fields below a denied one.
      expect.objectContaining({ coordinate: 'Place.title', allowed: true }),
    ]);
  });

  it('decides for each caller separately', async () => {
    const token = await graph.issuer.mint(personas.lin);
    const query = '{ person(id: "1") { diary home { title } } }';
    const denied = async (caller?: string) =>
      (await explained(query, caller)).fields.flatMap(({ coordinate, allowed, missing }) =>
        allowed ? [] : [[coordinate, missing]],
      );
    expect(await denied()).toEqual([
      ['Person.diary', []],
      ['Person.home', []],
    ]);
    expect(await denied(token)).toEqual([['Person.diary', [['diary']]]]);
    expect(await denied()).toHaveLength(2);
  });

  it('names each possible type of an interface field', async () => {
    const { fields } = await explained('{ agents { name } }');
    const names = fields.map(({ coordinate, allowed }) => [coordinate, allowed]);
    expect(names).toEqual([
      ['Query.agents', true],
      ['Company.name', false],
      ['Person.name', true],
    ]);
  });

  it('runs nothing', async () => {
    const before = graph.calls.length;
    await explained('mutation { rename(id: "1", name: "x") { name } }');
    expect(graph.calls.length).toBe(before);
  });

  it.each([
    ['no GraphQL', '{', /Syntax Error/],
    [
      'an unknown field, without suggesting similar names',
      '{ peopl { id } }',
      /^Cannot query field "peopl" on type "Query"\.$/,
    ],
    ['several operations', 'query A { people { id } } query B { people { id } }', /operationName/],
    ['no operation', 'fragment F on Person { id }', /./],
    ['too many levels', `{ people ${'{ friend '.repeat(12)}{ id }${' }'.repeat(12)} }`, /levels/],
    ['too deep to parse', '{ a('.repeat(300), /nests/],
    ['too many tokens', `{ ${'a '.repeat(20_000)} }`, /tokens/],
  ])('reports the problem of %s', async (_, operation, problem) => {
    const { problems, fields } = await explained(operation);
    expect(problems[0]).toMatch(problem);
    expect(fields).toEqual([]);
  });

  it('explains the named operation', async () => {
    const text = 'query A { people { id } } query B { place(code: "park") { title } }';
    expect((await explained(text, undefined, 'B')).fields).toHaveLength(2);
  });

  it('explains once per request', async () => {
    const { json } = await graph.ask(
      '{ a: explainAccess(operation: "{ people { id } }") { problems } b: explainAccess(operation: "{ people { id } }") { problems } }',
    );
    expect(json.data).toEqual({ a: { problems: [] }, b: null });
    expect(json.errors).toEqual([
      expect.objectContaining({ extensions: expect.objectContaining({ code: 'OPERATION_LIMIT_EXCEEDED' }) }),
    ]);
  });
});

describe('extensions.explainAccess', () => {
  let graph: TestGateway;
  beforeAll(async () => {
    graph = await startTestGateway();
  });
  afterAll(() => graph?.close());
  const query = '{ person(id: "1") { name diary } }';

  it('explains beside the answer, whether or not the operation is already prepared', async () => {
    const plain = await graph.ask(query);
    for (const _ of [1, 2]) {
      const { json } = await graph.ask(query, { extensions: { explainAccess: true } });
      const { access, ...rest } = json.extensions;
      expect(rest).toEqual({});
      expect(access).toEqual([
        expect.objectContaining({ coordinate: 'Query.person', allowed: true }),
        expect.objectContaining({ coordinate: 'Person.name', allowed: true }),
        expect.objectContaining({ coordinate: 'Person.diary', allowed: false, owners: ['people'] }),
      ]);
      expect({ errors: json.errors, data: json.data }).toEqual(plain.json);
    }
  });

  it.each([false, 1, null, 'true'])('is not enabled by %j', async (explainAccess) => {
    const { json } = await graph.ask(query, { extensions: { explainAccess } });
    expect(json).not.toHaveProperty('extensions');
  });
});
