import { readFile } from 'node:fs/promises';
import { PublicError } from '@civic-graph/errors';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startTestGateway, type TestGateway } from '../../../test/fixtures/gateway.ts';
import { IsolatedPlanner } from '../../planning/planners/isolated-planner.ts';

let graph: TestGateway;

beforeAll(async () => {
  graph = await startTestGateway();
});
afterAll(() => graph.close());
beforeEach(() => void graph.calls.splice(0));

/** Requests that each lane has answered so far. */
async function served(): Promise<{ readonly fast: number; readonly slow: number }> {
  const text = await graph.gateway.metrics();
  const count = (lane: string) =>
    [
      ...text.matchAll(
        new RegExp(`civic_gateway_request_seconds_count{[^}]*lane="${lane}"[^}]*} (\\d+)`, 'g'),
      ),
    ]
      .map(([, found]) => Number(found))
      .reduce((sum, found) => sum + found, 0);
  return { fast: count('fast'), slow: count('slow') };
}

/** Sends the request twice; returns which path answered the second time. */
async function askTwice(query: string, options: Parameters<TestGateway['ask']>[1] = {}) {
  const first = await graph.ask(query, options);
  const before = await served();
  const second = await graph.ask(query, options);
  const after = await served();
  return { first, second, lane: after.fast > before.fast ? 'fast' : 'slow' };
}

const significant = ({ status, text, headers }: Awaited<ReturnType<TestGateway['ask']>>) => ({
  status,
  text,
  headers: Object.fromEntries(
    Object.entries(headers).filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name)),
  ),
});

describe('a prepared operation is answered without Apollo Server, and identically:', () => {
  test.each<[string, string, Parameters<TestGateway['ask']>[1]?]>([
    ['one field', '{ person(id: "1") { name } }'],
    ['several subgraphs', '{ person(id: "1") { name visits { place { title stars } } } }'],
    ['a denied field', '{ person(id: "1") { name diary secret } }'],
    ['a failed field', '{ person(id: "1") { broken brokenNonNull } }'],
    ['variables', 'query ($id: ID!) { person(id: $id) { name } }', { variables: { id: '2' } }],
    ['a named operation', 'query A { people { name } } query B { people { id } }', { operationName: 'B' }],
    ['introspection', '{ __schema { queryType { name } } __typename }'],
    ['extensions of a client', '{ people { id } }', { extensions: { clientLibrary: { name: 'x' } } }],
    ['null', 'query ($id: ID = "9") { person(id: $id) { name } }', { variables: null, operationName: null }],
  ])('%s', async (_, query, options) => {
    const { first, second, lane } = await askTwice(query, options);
    expect(first.status).toBe(200);
    expect(lane).toBe('fast');
    expect(significant(second)).toEqual(significant(first));
  });

  test('a mutation, which runs once per request', async () => {
    const { first, second, lane } = await askTwice('mutation { rename(id: "3", name: "Ada") { name } }');
    expect(lane).toBe('fast');
    expect(significant(second)).toEqual(significant(first));
    expect(graph.calls).toHaveLength(2);
  });
});

describe('refused and unusual requests are answered by the slow path:', () => {
  test.each<[string, string, Parameters<TestGateway['ask']>[1]?]>([
    ['no such field', '{ nothing }'],
    ['no document', '{'],
    ['a variable is missing', 'query ($id: ID!) { person(id: $id) { name } }'],
    ['variables are not an object', '{ people { id } }', { variables: [] as object }],
    ['a bad token', '{ people { id } }', { token: 'x.y.z' }],
    ['no such operation', 'query A { people { name } }', { operationName: 'B' }],
  ])('%s', async (_, query, options) => {
    const { first, second, lane } = await askTwice(query, options);
    expect(first.status).toBeGreaterThanOrEqual(400);
    expect(lane).toBe('slow');
    expect(significant(second)).toEqual(significant(first));
    expect(graph.calls).toEqual([]);
  });

  test.each<[string, object]>([
    ['another media type is requested', { accept: 'text/html' }],
    ['the body is encoded', { 'content-encoding': 'gzip' }],
    ['another charset', { 'content-type': 'application/json; charset=utf-16' }],
  ])('%s', async (_, headers) => {
    const query = '{ people { name } }';
    await graph.ask(query);
    const before = await served();
    await graph.send({
      headers: { 'content-type': 'application/json', ...headers },
      payload: JSON.stringify({ query }),
    });
    expect(await served()).toEqual({ ...before, slow: before.slow + 1 });
  });
});

test('an overloaded planner sends a retry time, and the retry is planned', async () => {
  const query = '{ people { name id } }';
  const error = new PublicError('OVERLOADED', undefined, { extensions: { retryAfter: 1 } });
  const plan = vi.spyOn(IsolatedPlanner.prototype, 'plan').mockRejectedValue(error);
  for (const answer of [await graph.ask(query), await graph.ask(query)]) {
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '1']);
    expect(answer.json).toMatchObject({ errors: [{ extensions: { code: 'OVERLOADED' } }] });
  }
  plan.mockRestore();
  expect((await askTwice(query)).lane).toBe('fast');
});

test('operations are prepared for a new supergraph before it is served, and those that it lacks are refused', async () => {
  const kept = '{ people { id name } }';
  const gone = '{ people { tags } }';
  const mine = '{ people { id diary } }';
  const token = await graph.issuer.mint({ kind: 'app', clientId: 'a', scopes: ['diary'], purpose: null });
  for (const query of [kept, gone, mine]) expect((await askTwice(query)).lane).toBe('fast');
  await graph.ask(mine, { token });
  const sdl = await readFile(graph.supergraphFile, 'utf8');
  await graph.replaceSupergraph(sdl.replace(/^ {2}tags: .*$/m, ''));
  await expect.poll(() => graph.log.some((line) => line.includes('supergraph changed'))).toBe(true);
  const before = await served();
  expect((await graph.ask(kept)).json.errors).toBeUndefined();
  expect((await graph.ask(mine)).json.data.people?.[0]?.diary).toBeNull();
  expect((await graph.ask(mine, { token })).json.data.people?.[0]?.diary).toBe('dear diary');
  expect(await served()).toEqual({ ...before, fast: before.fast + 3 });
  expect((await graph.ask(gone)).status).toBe(400);
});
