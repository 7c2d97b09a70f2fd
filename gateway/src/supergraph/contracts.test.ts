import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PublishedContract } from '@civic-graph/releases';
import {
  createDpopKey,
  personas,
  type StubRegistry,
  startStubRegistry,
  testSecrets,
} from '@civic-graph/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestGateway, type TestGateway, testSupergraph } from '../../test/fixtures/gateway.ts';

const open = `
  type Query { person(id: ID!): Person people: [Person!]! agents: [Agent] search: [Subject!] place(code: ID!): Place }
  type Subscription { ticks: Int! }
  interface Agent { id: ID! }
  type Person implements Agent { id: ID! name: String diary: String visits: [Visit!]! }
  type Visit { place: Place! }
  type Place { title: String! scale: Scale }
  enum Scale { TEN }
  union Subject = Person`;
const contracts = [
  { name: 'open', schema: open },
  { name: 'other', schema: 'type Query { place(code: ID!): Place } type Place { title: String! }' },
  { name: 'broken', schema: null },
  { name: 'foreign', schema: 'type Query { nobody: Int }' },
];
const patience = { timeout: 15_000, interval: 20 };

let registry: StubRegistry;
let folder: string;
let graph: TestGateway;
beforeAll(async () => {
  registry = await startStubRegistry();
  folder = await mkdtemp(join(tmpdir(), 'civic-contracts-'));
  await registry.rollOut(testSupergraph, { contracts });
  const { url, publicKey } = registry;
  const own = { secret: testSecrets.subgraph, gateway: 'gateway-1', folder, usageEveryMs: 60_000 };
  graph = await startTestGateway({
    supergraph: { kind: 'registry', url, publicKeys: [publicKey], healthReportMs: 100, ...own },
  });
});
afterAll(async () => {
  await graph.close();
  await registry.stop();
  await rm(folder, { recursive: true });
});

const pathOf = (contract: string | null) =>
  contract === null ? '/graphql' : `/contracts/${contract}/graphql`;

function ask(
  contract: string | null,
  query: string,
  headers: Record<string, string> = {},
  more: object = {},
) {
  return graph.send({
    url: pathOf(contract),
    headers: { 'content-type': 'application/json', ...headers },
    payload: JSON.stringify({ query, ...more }),
  });
}

/** The fast path answers what was asked before. */
async function twice(contract: string | null, query: string, headers: Record<string, string> = {}) {
  const first = await ask(contract, query, headers);
  const second = await ask(contract, query, headers);
  expect(second.json).toEqual(first.json);
  expect(second.status).toBe(first.status);
  return second;
}

const codeOf = ({ status, json }: Awaited<ReturnType<typeof ask>>) => [
  status,
  json.errors?.[0]?.extensions.code,
];

async function answeredFast(): Promise<number> {
  const counts = (await graph.gateway.metrics()).matchAll(
    /civic_gateway_request_seconds_count{[^}]*lane="fast"[^}]*} (\d+)/g,
  );
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}

describe('the path of a contract', () => {
  test('answers as the whole graph does, on both request paths', async () => {
    const query = '{ person(id: "1") { name visits { place { title } } } place(code: "pool") { title } }';
    const whole = await twice(null, query);
    expect(whole.json.data).toMatchObject({ person: { name: 'Person 1' } });
    expect((await ask('open', query)).json).toEqual(whole.json);
    const before = await answeredFast();
    expect((await ask('open', query)).text).toBe((await ask(null, query)).text);
    expect(await answeredFast()).toBe(before + 2);
  });

  test('treats a field outside the contract like one that does not exist', async () => {
    const hidden = '{ person(id: "1") { age } }';
    // Prepared for the whole graph, in which it is valid.
    expect((await twice(null, hidden)).status).toBe(200);
    const calls = graph.calls.length;
    const refused = await twice('open', hidden);
    const unknown = await ask('open', hidden.replace('age', 'agf'));
    expect(codeOf(refused)).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    expect(refused.text).toBe(unknown.text.replaceAll('agf', 'age'));
    for (const [contract, query] of [
      ['other', '{ person(id: "1") { name } }'],
      ['open', '{ person(id: "1") { visits(limit: 1) { place { title } } } }'],
      ['open', '{ search { ... on Company { id } } }'],
      ['open', 'mutation { rename(id: "1", name: "x") { name } }'],
      ['open', 'subscription { personChanged(id: "1") { name } }'],
    ] as const) {
      expect(codeOf(await twice(contract, query)), query).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    }
    expect(graph.calls.length).toBe(calls);
    // What a contract has prepared is not refused elsewhere.
    expect((await twice(null, hidden)).status).toBe(200);
  });

  test('does not show objects of hidden types, nor hidden enum values', async () => {
    const { json, text } = await twice('open', '{ agents { __typename id } search { __typename } }');
    expect(text).not.toContain('"Company');
    expect(json.errors.length).toBeGreaterThan(0);
    const scales = await ask(null, '{ place(code: "pool") { scale } park: place(code: "park") { scale } }');
    expect(scales.text).toContain('FIVE');
    const shown = await ask('open', '{ place(code: "pool") { scale } park: place(code: "park") { scale } }');
    expect(JSON.stringify(shown.json.data)).not.toContain('FIVE');
  });

  test('grants nothing: rules decide as elsewhere', async () => {
    const query = '{ person(id: "1") { name diary } }';
    const anonymous = await twice('open', query);
    expect(anonymous.json.data).toEqual({ person: { name: 'Person 1', diary: null } });
    expect(anonymous.json.errors[0].extensions.code).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
    expect(anonymous.json).toEqual((await twice(null, query)).json);
    const token = await graph.issuer.mint({ ...personas.lin, scopes: ['diary'] });
    const allowed = await twice('open', query, { authorization: `Bearer ${token}` });
    expect(allowed.json.errors).toBeUndefined();
    expect(codeOf(await ask('open', query, { authorization: 'Bearer x' }))).toEqual([401, 'UNAUTHENTICATED']);
  });

  test('introspects only the contract', async () => {
    const { json } = await twice(
      'open',
      '{ __schema { types { name } } person: __type(name: "Person") { fields { name } } company: __type(name: "Company") { name } }',
    );
    const { __schema: schema, ...types } = json.data as never as {
      readonly __schema: { readonly types: readonly { readonly name: string }[] };
    };
    // The caller may not read the diary, so it is not shown either.
    expect(types).toEqual({
      person: { fields: ['id', 'name', 'visits'].map((name) => ({ name })) },
      company: null,
    });
    const names = schema.types.map(({ name }) => name);
    expect(names).toContain('Visit');
    for (const hidden of ['Company', 'Review', 'Mutation']) expect(names).not.toContain(hidden);
  });

  test('takes queries by GET and by hash, and event streams', async () => {
    const query = '{ place(code: "pool") { title } }';
    const get = { method: 'GET' as const, headers: { 'apollo-require-preflight': '1' } };
    const byGet = await graph.send({ ...get, url: `${pathOf('open')}?query=${encodeURIComponent(query)}` });
    expect([byGet.status, byGet.json.data]).toEqual([200, { place: { title: expect.any(String) } }]);
    // A text is stored for all paths, but validated at each.
    const hidden = '{ person(id: "1") { age name } }';
    const sha256Hash = createHash('sha256').update(hidden).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    expect((await ask(null, hidden, {}, { extensions })).status).toBe(200);
    expect((await ask(null, hidden)).status).toBe(200);
    const byHash = JSON.stringify({ extensions });
    const headers = { 'content-type': 'application/json' };
    expect((await graph.send({ headers, payload: byHash })).status).toBe(200);
    expect(codeOf(await graph.send({ url: pathOf('open'), headers, payload: byHash }))).toEqual([
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ]);
    const stream = await ask('open', '{ person(id: "1") { name } }', { accept: 'text/event-stream' });
    expect(stream.text).toContain('{"data":{"person":{"name":"Person 1"}}}');
    const refused = await ask('open', hidden, { accept: 'text/event-stream' });
    expect(refused.text).toContain('GRAPHQL_VALIDATION_FAILED');
  });

  test('takes a proof of possession for itself, and none for another path', async () => {
    const key = await createDpopKey();
    const token = await graph.issuer.mint(personas.lin, { claims: { cnf: { jkt: key.thumbprint } } });
    const query = '{ person(id: "1") { name } }';
    const proved = async (path: string) => {
      const dpop = await key.prove({ url: `https://gateway.test${path}`, token });
      return { authorization: `DPoP ${token}`, dpop };
    };
    for (const path of ['open', null]) {
      expect((await ask(path, query, await proved(pathOf(path)))).status).toBe(200);
      const other = await proved(pathOf(path === null ? 'open' : null));
      expect(codeOf(await ask(path, query, other))).toEqual([401, 'DPOP_PROOF_INVALID']);
    }
  });

  test.each<[string, string, number, string]>([
    ['of an unknown contract', '/contracts/unknown/graphql', 404, 'NOT_FOUND'],
    ['spelt otherwise', '/contracts/%6fpen/graphql', 404, 'NOT_FOUND'],
    ['with more', '/contracts/open/graphql/x', 404, 'NOT_FOUND'],
    ['named like a property', '/contracts/constructor/graphql', 404, 'NOT_FOUND'],
    ['of a contract whose tags leave nothing', '/contracts/broken/graphql', 503, 'CONTRACT_UNAVAILABLE'],
    ['of a contract with a foreign field', '/contracts/foreign/graphql', 503, 'CONTRACT_UNAVAILABLE'],
  ])('%s serves nothing', async (_, url, status, code) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await graph.send({ url, headers, payload: JSON.stringify({ query: '{ __typename }' }) });
    expect(codeOf(answer)).toEqual([status, code]);
  });

  test('that serves nothing is reported in the log', () => {
    const reported = graph.log.filter((line) => line.includes('a contract cannot be served'));
    expect(reported).toHaveLength(2);
    expect(reported.join()).toContain('Query.nobody');
  });
});

describe('a rollout', () => {
  const withoutTags = testSupergraph.replace(/^.*\btags: .*\n/m, '');
  const visible = async (contract: string, query: string) => (await ask(contract, query)).status === 200;
  const title = '{ place(code: "pool") { title } }';

  test('of other contracts is served beside what is prepared, and a deleted one is gone', async () => {
    expect(await visible('other', title)).toBe(true);
    const events = ask('other', 'subscription { ticks }', { accept: 'text/event-stream' });
    expect((await events).text).toContain('GRAPHQL_VALIDATION_FAILED');
    const before = graph.log.filter((line) => line.includes('supergraph changed')).length;
    const more = { name: 'other', schema: 'type Query { person(id: ID!): Person } type Person { age: Int }' };
    await registry.rollOut(testSupergraph, { contracts: [more] });
    await expect.poll(() => visible('other', '{ person(id: "1") { age } }'), patience).toBe(true);
    expect(codeOf(await twice('other', title))).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    expect(codeOf(await ask('open', title))).toEqual([404, 'NOT_FOUND']);
    expect(graph.log.filter((line) => line.includes('supergraph changed'))).toHaveLength(before);
  });

  test('of another supergraph brings the contract with it, and prepares its operations', async () => {
    const query = '{ place(code: "pool") { title } park: place(code: "park") { title } }';
    await registry.rollOut(testSupergraph, { contracts });
    await expect.poll(() => visible('open', query), patience).toBe(true);
    await twice('open', query);
    await registry.rollOut(withoutTags, { contracts });
    await expect.poll(async () => (await ask(null, '{ people { tags } }')).status, patience).toBe(400);
    const fast = await answeredFast();
    expect((await ask('open', query)).status).toBe(200);
    expect(await answeredFast()).toBe(fast + 1);
  });

  test('that brings a contract later keeps it meanwhile, and is completed', async () => {
    const pending = (name: string) => ({ name, schema: null, isPending: true }) as const;
    const [known, other] = contracts as [PublishedContract, PublishedContract];
    await registry.rollOut(testSupergraph, { contracts: [known] });
    await expect.poll(async () => codeOf(await ask('other', title)), patience).toEqual([404, 'NOT_FOUND']);
    const sequence = 1_000;
    await registry.rollOut(testSupergraph, { sequence, contracts: [pending('open'), pending('other')] });
    const unavailable = [503, 'CONTRACT_UNAVAILABLE'];
    await expect.poll(async () => codeOf(await ask('other', title)), patience).toEqual(unavailable);
    expect(await visible('open', title)).toBe(true);
    // What was kept does not stay once the registry knows that there is no schema.
    const none = { name: 'open', schema: null };
    await registry.rollOut(testSupergraph, { sequence, contracts: [none, pending('other')] });
    await expect.poll(async () => codeOf(await ask('open', title)), patience).toEqual(unavailable);
    await registry.rollOut(testSupergraph, { sequence, contracts: [known, other] });
    await expect.poll(() => visible('other', title), patience).toBe(true);
  });

  test('ends a subscription of a contract that it changes', async () => {
    graph.streams.splice(0);
    const events = ask('open', 'subscription { ticks }', { accept: 'text/event-stream' });
    await expect.poll(() => graph.streams.length, patience).toBe(1);
    await registry.rollOut(withoutTags, { contracts: contracts.slice(1) });
    expect((await events).text).toContain('SUBSCRIPTION_INTERRUPTED');
  });
});
