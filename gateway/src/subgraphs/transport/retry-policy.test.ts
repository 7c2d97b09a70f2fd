import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { personas, testSecrets } from '@civic-graph/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testSubgraphSettings } from '../../../test/fixtures/subgraph-settings.ts';
import type { FetchOperation } from '../../planning/plan.ts';
import { createSubgraphClient, type SubgraphClient } from './subgraph-client.ts';
import type { SubgraphSettings } from './subgraph-settings.ts';

const query: FetchOperation = { subgraph: 'agency', type: 'query', text: '{ a }', variables: [] };
const mutation: FetchOperation = { ...query, type: 'mutation', text: 'mutation { a }' };
const good: RequestListener = (_, response) =>
  response.setHeader('content-type', 'application/json').end('{"data":{"a":1}}');
const says =
  (status: number, text = '', type = 'application/json'): RequestListener =>
  (_, response) =>
    response.writeHead(status, { 'content-type': type }).end(text);

describe.each(['lean', 'undici'] as const)('through the client %s:', (kind) => {
  let server: Server;
  let script: RequestListener[];
  let requests: number;
  let retried: string[];
  let breaker: string[];
  let outcomes: string[];
  let client: SubgraphClient;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const answer = script[Math.min(requests, script.length - 1)] ?? good;
      requests += 1;
      answer(request, response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    [requests, retried, breaker, outcomes] = [0, [], [], []];
  });
  afterEach(async () => {
    server.closeAllConnections();
    await client.close();
  });

  function start(answers: RequestListener[], settings: Partial<SubgraphSettings> = {}, url?: string): void {
    script = answers;
    client = createSubgraphClient({
      endpoints: [
        {
          name: 'agency',
          url: url ?? `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
          secret: testSecrets.subgraph,
        },
      ],
      client: kind,
      settings: { ...testSubgraphSettings, retryPercent: 10, breakerFailures: 3, ...settings },
      observe: (_, outcome) => outcomes.push(outcome),
      onRetry: (name) => retried.push(name),
      onBreaker: (_, state) => breaker.push(state),
    });
  }

  const call = (operation = query, signal: AbortSignal = AbortSignal.timeout(5_000)) =>
    client.call(operation, {}, { principal: personas.lin, requestId: 'request-1', signal });
  const codeOf = (answer: Promise<unknown>) =>
    answer.then(
      () => 'ok',
      ({ code }) => code,
    );

  describe('a query is retried', () => {
    test.each<[string, RequestListener]>([
      ['a connection that was reset', (request) => request.socket.resetAndDestroy()],
      ['a connection that was closed', (request) => request.socket.destroy()],
      [
        'half an answer',
        (_, response) =>
          response
            .writeHead(200, { 'content-type': 'application/json', 'content-length': 9 })
            .write('{', () => response.destroy()),
      ],
      ['502', says(502, '<html>', 'text/html')],
      ['503', says(503)],
      ['504', says(504)],
      ['503 in GraphQL’s form', says(503, '{"errors":[{"message":"x","extensions":{"code":"NOT_READY"}}]}')],
    ])('after %s', async (_, failing) => {
      start([failing, good]);
      await expect(call()).resolves.toEqual({ data: { a: 1 }, errors: [] });
      expect([requests, retried, outcomes]).toEqual([2, ['agency'], ['ok']]);
    });

    test('once', async () => {
      start([says(503)]);
      expect(await codeOf(call())).toBe('SUBGRAPH_UNAVAILABLE');
      expect([requests, outcomes]).toEqual([2, ['SUBGRAPH_UNAVAILABLE']]);
    });

    test('after a refused connection', async () => {
      const closed = createServer().listen(0, '127.0.0.1');
      await once(closed, 'listening');
      const { port } = closed.address() as AddressInfo;
      closed.close();
      start([], {}, `http://127.0.0.1:${port}/graphql`);
      expect(await codeOf(call())).toBe('SUBGRAPH_UNAVAILABLE');
      expect(retried).toEqual(['agency']);
    });

    test('as long as the budget lasts, which is a share of the successful calls', async () => {
      start([says(503)], { breakerFailures: 1_000 });
      for (let count = 0; count < 30; count += 1) await codeOf(call());
      expect([requests, retried.length]).toEqual([40, 10]);
      script = [good];
      for (let count = 0; count < 20; count += 1) await call();
      script = [says(503)];
      for (let count = 0; count < 5; count += 1) await codeOf(call());
      expect(retried.length).toBe(12);
    });
  });

  describe('nothing is retried', () => {
    test.each<[string, RequestListener]>([
      ['500', says(500, '<html>', 'text/html')],
      ['a page', says(200, '<html>', 'text/html')],
      ['garbage', says(200, '{')],
      ['a redirect', (_, response) => response.writeHead(307, { location: '/' }).end()],
      ['too large an answer', says(200, ' '.repeat(3_000_000))],
      ['no HTTP', (request) => void request.socket.end('x\r\n\r\n')],
    ])('after %s', async (name, failing) => {
      start([failing, good]);
      // undici uses one code for a response that is not HTTP and for a broken connection.
      if (kind === 'undici' && name === 'no HTTP') return;
      expect(await codeOf(call())).toMatch(/^SUBGRAPH_/);
      expect(requests).toBe(1);
    });

    test('after the deadline', async () => {
      start([() => undefined, good], { deadlineMs: 400 });
      expect(await codeOf(call())).toBe('SUBGRAPH_TIMEOUT');
      expect(requests).toBe(1);
    });

    test('if no time is left for it', async () => {
      start([says(503), good], { deadlineMs: 5_000, retryAfterMs: 5_000 });
      expect(await codeOf(call())).toBe('SUBGRAPH_UNAVAILABLE');
      expect(requests).toBe(1);
    });

    test.each<[string, RequestListener]>([
      ['a reset', (request) => request.socket.resetAndDestroy()],
      [
        'half an answer',
        (_, response) =>
          response
            .writeHead(200, { 'content-type': 'application/json', 'content-length': 9 })
            .write('{', () => response.destroy()),
      ],
      ['503', says(503)],
    ])('of a mutation, after %s', async (_, failing) => {
      start([failing, good]);
      expect(await codeOf(call(mutation))).toBe('SUBGRAPH_UNAVAILABLE');
      expect([requests, retried]).toEqual([1, []]);
    });
  });

  test('each agency has its own deadline', async () => {
    start([() => undefined], { deadlineMs: 400 });
    const before = performance.now();
    expect(await codeOf(call())).toBe('SUBGRAPH_TIMEOUT');
    expect(performance.now() - before).toBeGreaterThanOrEqual(400);
  });

  describe('the breaker', () => {
    test('opens, and lets only a probe through; a successful probe closes it', async () => {
      start([says(500, '<html>', 'text/html')], { breakerOpenMs: 3_000 });
      for (let count = 0; count < 6; count += 1) expect(await codeOf(call())).toBe('SUBGRAPH_UNAVAILABLE');
      expect([requests, breaker]).toEqual([3, ['open']]);
      expect(outcomes).toEqual(Array(6).fill('SUBGRAPH_UNAVAILABLE'));
      script = [good];
      await expect.poll(() => codeOf(call())).toBe('ok');
      expect([requests, breaker]).toEqual([4, ['open', 'probing', 'closed']]);
    });

    test('opens for an agency that hangs', async () => {
      start([() => undefined], { deadlineMs: 400, breakerOpenMs: 60_000 });
      for (let count = 0; count < 3; count += 1) expect(await codeOf(call())).toBe('SUBGRAPH_TIMEOUT');
      expect(await codeOf(call())).toBe('SUBGRAPH_UNAVAILABLE');
      expect(requests).toBe(3);
    });

    test('ignores cancelled calls, GraphQL errors, and responses that are too large', async () => {
      start([() => undefined]);
      for (let count = 0; count < 5; count += 1) await codeOf(call(query, AbortSignal.timeout(20)));
      script = [says(200, '{"data":null,"errors":[{"message":"x"}]}')];
      for (let count = 0; count < 5; count += 1) await codeOf(call());
      script = [says(500, '{"data":null,"errors":[{"message":"x"}]}')];
      for (let count = 0; count < 5; count += 1) await codeOf(call());
      script = [says(200, ' '.repeat(3_000_000))];
      for (let count = 0; count < 5; count += 1) await codeOf(call());
      expect(breaker).toEqual([]);
    });

    test('is separate for each agency', async () => {
      start([says(500)]);
      for (let count = 0; count < 3; count += 1) await codeOf(call());
      expect(breaker).toEqual(['open']);
      const other = client;
      start([good]);
      expect(await codeOf(call())).toBe('ok');
      await other.close();
    });
  });
});
