import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { personas, testSecrets } from '@civic-graph/testing';
import { createRequestVerifier } from '@civic-graph/tokens';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testSubgraphSettings } from '../../../test/fixtures/subgraph-settings.ts';
import type { FetchOperation } from '../../planning/plan.ts';
import { createSubgraphClient, type SubgraphClient } from './subgraph-client.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const operation: FetchOperation = { subgraph: 'agency', type: 'query', text: '{ a }', variables: [] };
const maxResponseBytes = 1_000_000;
const good = '{"data":{"a":1}}';

describe.each(['lean', 'undici'] as const)('through the client %s:', (kind) => {
  let server: Server;
  let handler: Handler;
  let requests: IncomingMessage[];
  let client: SubgraphClient;
  let outcomes: string[];

  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  beforeAll(async () => {
    server = createServer((request, response) => {
      requests.push(request);
      handler(request, response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    requests = [];
    outcomes = [];
    client = createClient(`${origin()}/graphql`);
  });
  afterEach(async () => {
    server.closeAllConnections();
    await client.close();
  });

  function createClient(url: string): SubgraphClient {
    return createSubgraphClient({
      endpoints: [{ name: 'agency', url, secret: testSecrets.subgraph }],
      client: kind,
      settings: { ...testSubgraphSettings, connections: 2, maxResponseBytes },
      observe: (_, outcome) => outcomes.push(outcome),
    });
  }

  function call(milliseconds = 5_000, variables: Record<string, unknown> = {}) {
    return callUntil(AbortSignal.timeout(milliseconds), variables);
  }

  function callUntil(signal: AbortSignal, variables: Record<string, unknown> = {}) {
    return client.call(operation, variables, { principal: personas.lin, requestId: 'request-1', signal });
  }

  const json = (text: string, status = 200): Handler => {
    return (_, response) => response.writeHead(status, { 'content-type': 'application/json' }).end(text);
  };

  describe('a call', () => {
    test('has only signed headers', async () => {
      handler = json(good);
      await expect(call(5_000, { id: '1' })).resolves.toEqual({ data: { a: 1 }, errors: [] });
      expect(outcomes).toEqual(['ok']);
      const [request] = requests;
      expect(request?.method).toBe('POST');
      expect(Object.keys(request!.headers).sort()).toEqual([
        'accept',
        'civic-principal',
        'civic-request-id',
        'connection',
        'content-digest',
        'content-length',
        'content-type',
        'host',
        'signature',
        'signature-input',
      ]);
    });

    test('is accepted by the verifier of its subgraph, and by no other', async () => {
      let body = Buffer.alloc(0);
      handler = async (request, response) => {
        body = Buffer.concat(await request.toArray());
        json(good)(request, response);
      };
      await call(5_000, { id: '1' });
      expect(JSON.parse(body.toString())).toEqual({ query: '{ a }', variables: { id: '1' } });
      const { method = '', url: path = '', headers } = requests[0]!;
      const received = { method, path, headers, body };
      const verifierOf = (keyId: string) => createRequestVerifier({ secret: testSecrets.subgraph, keyId });
      await expect(verifierOf('agency').verify(received)).resolves.toMatchObject({
        principal: personas.lin,
        requestId: 'request-1',
      });
      await expect(verifierOf('another').verify(received)).rejects.toMatchObject({
        code: 'SIGNATURE_INVALID',
      });
      await expect(
        verifierOf('agency').verify({ ...received, body: Buffer.from('{}') }),
      ).rejects.toMatchObject({ code: 'SIGNATURE_INVALID' });
    });

    test('to a subgraph without configuration fails without a call', async () => {
      const signal = AbortSignal.timeout(1_000);
      const context = { principal: personas.lin, requestId: 'r', signal };
      await expect(client.call({ ...operation, subgraph: 'x' }, {}, context)).rejects.toMatchObject({
        code: 'SUBGRAPH_UNAVAILABLE',
      });
      expect(requests).toEqual([]);
    });
  });

  const html = '<html>nginx at 10.0.0.1: SELECT * FROM citizens</html>';
  const typed = (type: string | null, text: string, status = 200): Handler => {
    return (_, response) =>
      response.writeHead(status, type === null ? {} : { 'content-type': type }).end(text);
  };
  const redirect = (status: number): Handler => {
    return (_, response) =>
      response
        .writeHead(status, { location: `${origin()}/elsewhere`, 'content-type': 'application/json' })
        .end(good);
  };

  describe('a broken subgraph’s response becomes one code without details:', () => {
    test.each<[string, string, Handler]>([
      ['a reset before the answer', 'SUBGRAPH_UNAVAILABLE', (request) => request.socket.resetAndDestroy()],
      ['a closed connection', 'SUBGRAPH_UNAVAILABLE', (request) => request.socket.destroy()],
      [
        'half a body, then the end',
        'SUBGRAPH_UNAVAILABLE',
        (_, response) => {
          response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
          response.write('{"data":');
          setTimeout(() => response.destroy(), 20);
        },
      ],
      [
        'half a chunked body, then a reset',
        'SUBGRAPH_UNAVAILABLE',
        (request, response) => {
          response.writeHead(200, { 'content-type': 'application/json' });
          response.write('{"data":');
          setTimeout(() => request.socket.resetAndDestroy(), 20);
        },
      ],
      ['no HTTP', 'SUBGRAPH_UNAVAILABLE', (request) => request.socket.end('SSH-2.0-x\r\n\r\n')],
      ['half of HTTP', 'SUBGRAPH_UNAVAILABLE', (request) => request.socket.end('HTTP/1.1 200 OK\r\nA: ')],
      [
        'headers without end',
        'SUBGRAPH_UNAVAILABLE',
        (request) =>
          request.socket.end(`HTTP/1.1 200 OK\r\n${`X: ${'x'.repeat(1_000)}\r\n`.repeat(100)}\r\n`),
      ],
      ['500 with HTML', 'SUBGRAPH_UNAVAILABLE', typed('text/html', html, 500)],
      ['502 without a type', 'SUBGRAPH_UNAVAILABLE', typed(null, html, 502)],
      ['503 with JSON that is not GraphQL', 'SUBGRAPH_UNAVAILABLE', json('{"message":"SELECT"}', 503)],
      ['200 with HTML', 'SUBGRAPH_RESPONSE_INVALID', typed('text/html', html)],
      ['404 with HTML', 'SUBGRAPH_RESPONSE_INVALID', typed('text/html', html, 404)],
      ['JSON as text', 'SUBGRAPH_RESPONSE_INVALID', typed('text/plain', good)],
      ['JSON without a type', 'SUBGRAPH_RESPONSE_INVALID', typed(null, good)],
      ['JSON as JavaScript', 'SUBGRAPH_RESPONSE_INVALID', typed('application/jsonp', good)],
      ['nothing', 'SUBGRAPH_RESPONSE_INVALID', json('')],
      ['null', 'SUBGRAPH_RESPONSE_INVALID', json('null')],
      ['a list', 'SUBGRAPH_RESPONSE_INVALID', json('[]')],
      ['an empty object', 'SUBGRAPH_RESPONSE_INVALID', json('{}')],
      ['data that is a list', 'SUBGRAPH_RESPONSE_INVALID', json('{"data":[]}')],
      ['errors that are none', 'SUBGRAPH_RESPONSE_INVALID', json('{"errors":"SELECT"}')],
      ['half of JSON', 'SUBGRAPH_RESPONSE_INVALID', json('{"data":{"a":')],
      ['garbage', 'SUBGRAPH_RESPONSE_INVALID', json('\u0000\u0001\ufffe')],
      ['204', 'SUBGRAPH_RESPONSE_INVALID', (_, response) => response.writeHead(204).end()],
      ['a redirect', 'SUBGRAPH_RESPONSE_INVALID', redirect(302)],
      ['a redirect that keeps the method', 'SUBGRAPH_RESPONSE_INVALID', redirect(307)],
      ['a permanent redirect', 'SUBGRAPH_RESPONSE_INVALID', redirect(308)],
      [
        'gzip, which nobody requested',
        'SUBGRAPH_RESPONSE_INVALID',
        (_, response) =>
          response
            .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
            .end(Buffer.from('1f8b0800', 'hex')),
      ],
    ])('%s: %s', async (_name, code, broken) => {
      handler = broken;
      const error = await call().catch((caught: Error) => caught);
      expect(error).toMatchObject({ code });
      expect(JSON.stringify(error)).not.toMatch(/SELECT|nginx|127\.0\.0\.1|10\.0\.0\.1|socket|"data/);
      expect(outcomes).toEqual([code]);
      expect(requests).toHaveLength(1);
      // The connection, or another one, still serves.
      handler = json(good);
      await expect(call()).resolves.toMatchObject({ data: { a: 1 } });
    });

    test('a refused connection: SUBGRAPH_UNAVAILABLE', async () => {
      const closed = createServer().listen(0, '127.0.0.1');
      await once(closed, 'listening');
      const { port } = closed.address() as AddressInfo;
      closed.close();
      client = createClient(`http://127.0.0.1:${port}/graphql`);
      await expect(call()).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
    });

    test('an https endpoint without TLS: SUBGRAPH_UNAVAILABLE, and nothing is sent in the clear', async () => {
      await client.close();
      client = createClient(`${origin().replace('http:', 'https:')}/graphql`);
      await expect(call()).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
      expect(requests).toEqual([]);
    });

    test('an error in GraphQL’s form beside an HTTP error is read', async () => {
      handler = json('{"errors":[{"message":"No.","extensions":{"code":"FORBIDDEN"}}]}', 403);
      await expect(call()).resolves.toMatchObject({ data: null, errors: [{ code: 'FORBIDDEN' }] });
    });
  });

  describe('a body over the limit is cut off: SUBGRAPH_RESPONSE_TOO_LARGE', () => {
    test('300 MB that are streamed', async () => {
      let sent = 0;
      let closed = false;
      const chunk = Buffer.alloc(64_000, ' ');
      handler = (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.once('close', () => {
          closed = true;
        });
        const pump = () => {
          while (!closed && sent < 300_000_000) {
            sent += chunk.byteLength;
            if (!response.write(chunk)) return void response.once('drain', pump);
          }
          response.end();
        };
        pump();
      };
      await expect(call()).rejects.toMatchObject({ code: 'SUBGRAPH_RESPONSE_TOO_LARGE' });
      await expect.poll(() => closed).toBe(true);
      // Bytes in the kernel's buffers count as sent. Those that have not arrived take no memory.
      expect(sent).toBeLessThan(maxResponseBytes + 20_000_000);
    });

    test('one byte over the limit, but not one at it', async () => {
      const padded = (bytes: number) => good + ' '.repeat(bytes - good.length);
      handler = json(padded(maxResponseBytes));
      await expect(call()).resolves.toMatchObject({ data: { a: 1 } });
      handler = json(padded(maxResponseBytes + 1));
      await expect(call()).rejects.toMatchObject({ code: 'SUBGRAPH_RESPONSE_TOO_LARGE' });
    });
  });

  describe('the deadline holds for a subgraph that', () => {
    const deadline = 400;
    test.each<[string, Handler]>([
      ['hangs', () => undefined],
      [
        'sends headers and hangs',
        (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders(),
      ],
      [
        'drips',
        (_, response) => {
          response.writeHead(200, { 'content-type': 'application/json' });
          const timer = setInterval(() => response.write(' '), 10);
          response.once('close', () => clearInterval(timer));
        },
      ],
    ])('%s: SUBGRAPH_TIMEOUT', async (_name, slow) => {
      handler = slow;
      const start = performance.now();
      await expect(call(deadline)).rejects.toMatchObject({ code: 'SUBGRAPH_TIMEOUT' });
      expect(performance.now() - start).toBeGreaterThanOrEqual(deadline - 5);
      expect(outcomes).toEqual(['SUBGRAPH_TIMEOUT']);
    });

    test('has no free connection', async () => {
      handler = () => undefined;
      const signal = AbortSignal.timeout(deadline);
      const waiting = Array.from({ length: 5 }, (_, id) => callUntil(signal, { id }));
      const codes = (await Promise.allSettled(waiting)).map(
        (result) => result.status === 'rejected' && result.reason.code,
      );
      expect(codes).toEqual(Array(5).fill('SUBGRAPH_TIMEOUT'));
      expect(requests).toHaveLength(2);
      handler = json(good);
      await expect(call()).resolves.toMatchObject({ data: { a: 1 } });
    });

    test('is not called after it', async () => {
      await expect(callUntil(AbortSignal.abort())).rejects.toMatchObject({ code: 'SUBGRAPH_TIMEOUT' });
      expect(requests).toEqual([]);
    });
  });
});
