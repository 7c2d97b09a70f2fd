import { anonymous } from '@civic-graph/policy';
import { personas } from '@civic-graph/testing';
import { buildSchema, getOperationAST, parse } from 'graphql';
import { expect, test } from 'vitest';
import { startTestGateway, testLimits, testSupergraph } from '../../test/fixtures/gateway.ts';
import { createRustPlanner } from '../planning/planners/rust-planner.ts';
import { admitSupergraph, type ServedSupergraph } from '../supergraph/served-supergraph.ts';
import { PreparedOperations } from './prepared-operations.ts';

test.each([
  ['#\0\nquery C { people { id } }', { query: '#', operationName: '\nquery C { people { id } }' }],
  ['query C { people { id } } query D { people { name } } #\0C', null],
])(
  'a document with an invalid character, %j, is not confused with another one with a name',
  async (text, other) => {
    const graph = await startTestGateway();
    try {
      const send = (body: object) =>
        graph.send({ headers: { 'content-type': 'application/json' }, payload: JSON.stringify(body) });
      if (other === null) {
        const named = text.slice(0, text.indexOf('\0'));
        expect((await send({ query: named, operationName: 'C' })).json.data.people).toHaveLength(3);
        expect((await send({ query: text })).status).toBe(400);
      } else {
        expect((await send({ query: text })).json.data.people).toHaveLength(3);
        expect((await send(other)).status).toBe(400);
      }
    } finally {
      await graph.close();
    }
  },
);

test('contracts share one budget, and none finds what another has prepared', async () => {
  const base = admitSupergraph(testSupergraph, (sdl) => createRustPlanner(sdl));
  const schema = base.clientSchema();
  const kept = 10;
  const limits = { maxPreparedOperations: kept, maxPreparedCharacters: 100_000 };
  const operations = new PreparedOperations({ limits: testLimits, ...limits });
  const contracts = Array.from({ length: 20 }, (): ServedSupergraph => ({ ...base, contractOf: base }));
  const sourceOf = (index: number) => ({ text: `{ people { p${index}: id } }`, operationName: undefined });
  const all = Array.from({ length: kept }, (_, index) => sourceOf(index));
  const find = (served: ServedSupergraph) => all.filter((source) => operations.find(served, source));
  const prepare = (served: ServedSupergraph, source: (typeof all)[number]) => {
    const document = parse(source.text);
    operations.prepare(served, { ...source, schema, document, operation: getOperationAST(document)! });
  };
  for (const served of [base, ...contracts]) for (const source of all) prepare(served, source);
  expect(find(base)).toHaveLength(kept);
  expect(contracts.flatMap(find)).toHaveLength(kept / 2);

  const [first, second] = contracts as [ServedSupergraph, ServedSupergraph];
  prepare(first, sourceOf(0));
  expect(find(first)).toEqual([sourceOf(0)]);
  expect(find(second)).toEqual([]);
  // A new version warms what this contract has used, and nothing of the others.
  const next = { ...base };
  expect(await operations.warm(first, { ...next, contractOf: next }, schema)).toBe(1);
});

test('the rules of a type that a contract hides guard what is fetched, and no message names it', async () => {
  const base = admitSupergraph(testSupergraph, (sdl) => createRustPlanner(sdl));
  const served: ServedSupergraph = { ...base, contractOf: base };
  const schema = buildSchema(`type Query { agents: [Agent] }
    interface Agent { name: String } type Person implements Agent { name: String }`);
  const limits = { maxPreparedOperations: 10, maxPreparedCharacters: 100_000 };
  const operations = new PreparedOperations({ limits: testLimits, ...limits });
  const text = '{ agents { name } }';
  const document = parse(text);
  const source = { text, operationName: undefined, document, operation: getOperationAST(document)! };
  const contract = operations.prepare(served, { ...source, schema });
  const whole = operations.prepare(base, { ...source, schema: base.clientSchema() });
  const auditor = { ...personas.admin, roles: ['auditor'] };
  for (const principal of [anonymous, auditor]) {
    const [inContract, inWhole] = await Promise.all(
      [contract, whole].map((operation) => operation.forCaller(principal, {})),
    );
    expect(inContract?.plan).toEqual(inWhole?.plan);
    expect([...inContract!.denied.keys()]).toEqual([]);
  }
  const guarded = (await contract.forCaller(anonymous, {})).plan;
  expect(guarded).not.toEqual((await contract.forCaller(auditor, {})).plan);
  expect([...(await whole.forCaller(anonymous, {})).denied.keys()]).toEqual(['Company.name']);
});
