import { subscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { request as httpRequest, IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { anonymous, type Principal } from '@civic-graph/policy';
import { personas } from '@civic-graph/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startTestGateway, type TestGateway } from '../../../test/fixtures/gateway.ts';
import { testSubgraphSettings } from '../../../test/fixtures/subgraph-settings.ts';
import { CoalescedRequests } from '../../audit/coalesced-requests.ts';
import type { PreparedOperation } from '../../execution/prepared-operation.ts';
import { RequestEnd } from './end-of-request.ts';
import { InflightRequests } from './inflight-request-dedup.ts';

const query = '{ person(id: "1") { name } }';
const other = '{ person(id: "2") { name } }';
const guarded = '{ person(id: "1") { diary } }';
let graph: TestGateway;
let url: string;
let waiting: (() => void)[];

beforeAll(async () => {
  graph = await startTestGateway({ subgraphs: { ...testSubgraphSettings, connections: 10 } });
  ({ url } = await graph.gateway.listen());
  // Sent before, so that all below take the fast path.
  for (const document of [query, other, guarded, 'mutation { rename(id: "1", name: "Ada") { name } }']) {
    await graph.ask(document);
  }
});
afterAll(() => graph.close());
beforeEach(() => {
  waiting = [];
  graph.calls.splice(0);
  // The agency answers when the test lets it.
  graph.behave('people', (response) => {
    waiting.push(() => {
      response.setHeader('content-type', 'application/json');
      response.end('{"data":{"person":{"name":"Ada"},"rename":{"name":"Ada"}}}');
    });
  });
});

const citizen = (subject: string) =>
  graph.issuer.mint({
    kind: 'citizen',
    clientId: 'app',
    subject,
    citizenKey: subject,
    scopes: ['diary'],
    purpose: null,
    consents: [],
    consentId: null,
    assurance: 'substantial',
  });

async function answersOf(asked: readonly Promise<{ json: unknown }>[], calls: number) {
  await expect.poll(() => waiting.length).toBe(calls);
  for (const answer of waiting.splice(0)) answer();
  return (await Promise.all(asked)).map(({ json }) => json);
}

test('an identical request in flight waits for the first one’s answer', async () => {
  const answers = await answersOf([graph.ask(query), graph.ask(query), graph.ask(query)], 1);
  expect(answers).toEqual(Array(3).fill({ data: { person: { name: 'Ada' } } }));
  expect(graph.calls).toHaveLength(1);
});

test('a later identical request is fetched again', async () => {
  await answersOf([graph.ask(query)], 1);
  await answersOf([graph.ask(query)], 1);
  expect(graph.calls).toHaveLength(2);
});

test('another request, another caller and each mutation are not deduplicated', async () => {
  const mutation = 'mutation { rename(id: "1", name: "Ada") { name } }';
  const asked = [
    graph.ask(query),
    graph.ask(other),
    graph.ask(guarded, { token: await citizen('a') }),
    graph.ask(guarded, { token: await citizen('b') }),
    graph.ask(mutation),
    graph.ask(mutation),
  ];
  expect(await answersOf(asked, 6)).toHaveLength(6);
  expect(graph.calls).toHaveLength(6);
});

test('no request joins an answer from before its mutation', async () => {
  const before = graph.ask(query);
  await expect.poll(() => waiting.length).toBe(1);
  const changed = graph.ask('mutation { rename(id: "1", name: "Ada") { name } }');
  await expect.poll(() => waiting.length).toBe(2);
  waiting.pop()?.();
  await changed;
  await answersOf([before, graph.ask(query)], 2);
  expect(graph.calls).toHaveLength(3);
});

test('a second caller still gets the answer after the first disconnects', async () => {
  const body = JSON.stringify({ query });
  const options = { method: 'POST', headers: { 'content-type': 'application/json' }, agent: false };
  const first = httpRequest(`${url}/graphql`, options).on('error', () => undefined);
  first.end(body);
  await expect.poll(() => waiting.length).toBe(1);
  const arrived = new Promise((resolve) => subscribe('http.server.request.start', resolve));
  const second = httpRequest(`${url}/graphql`, options);
  second.end(body);
  await arrived;
  first.destroy();
  await new Promise((resolve) => setTimeout(resolve, 50));
  for (const answer of waiting.splice(0)) answer();
  const [response] = await once(second, 'response');
  expect(Buffer.concat(await response.toArray()).toString()).toBe('{"data":{"person":{"name":"Ada"}}}\n');
  expect(graph.calls).toHaveLength(1);
});

describe('a request in flight', () => {
  const [lin, body] = [personas.lin, '{}'];
  const answers = () => new InflightRequests<string>(1_000, () => Number.NEGATIVE_INFINITY);
  const waits = () => new ServerResponse(new IncomingMessage(new Socket()));
  const offered = (principal: Principal, since: number, response = waits()) => {
    const shared = answers();
    const end = new RequestEnd(response, 2_000);
    const answer = new Promise<string>(() => undefined);
    const operation = {} as PreparedOperation;
    shared.offer(principal, body, {
      since,
      end,
      coalesced: new CoalescedRequests(),
      operation,
      cost: 1,
      answer,
    });
    return shared;
  };

  test('is not joined after its last caller has left, even while its calls still run', async () => {
    const response = waits();
    const shared = offered(anonymous, performance.now(), response);
    const socket = new Socket();
    response.assignSocket(socket);
    socket.destroy();
    await once(response, 'close');
    expect(shared.join(anonymous, body, waits())).toBeUndefined();
  });

  test('is joined only briefly if private, because its caller may have changed data elsewhere; public ones until the answer', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const since = performance.now();
      const [own, nobodys] = [offered(lin, since), offered(anonymous, since)];
      vi.advanceTimersByTime(19);
      expect(own.join(lin, body, waits())).toBeDefined();
      vi.advanceTimersByTime(1);
      expect(own.join(lin, body, waits())).toBeUndefined();
      expect(nobodys.join(anonymous, body, waits())).toBeDefined();
    } finally {
      vi.useRealTimers();
    }
  });
});
