import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Operation } from './plan.ts';
import { createUpstream, upstreamSettings } from './upstream.ts';

let server: Server;
let url: string;
let answer: RequestListener;
const asked: string[] = [];
const headers: object[] = [];
beforeEach(async () => {
  asked.splice(0);
  headers.splice(0);
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    headers.push(request.headers);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/`;
  answer = (_, response) => void response.end('{"name":"West"}');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const parts: Operation = {
  ...{ on: 'Query', field: 'parts', path: '/things/{id}/parts' },
  parameters: [
    { argument: 'id', name: 'id', in: 'path', exploded: false },
    { argument: 'kinds', name: 'kind', in: 'query', exploded: true },
  ],
};
const reader = (bounds: object = {}) =>
  createUpstream({ ...upstreamSettings({ UPSTREAM_URL: url }, null), report: () => {}, ...bounds }).reader(
    new AbortController().signal,
  );
const read = async (args: Readonly<Record<string, unknown>>, bounds: object = {}) =>
  reader(bounds).read(parts, args, null);

it('fills parameters, and nothing else of an address', async () => {
  expect(await read({ id: 'a b?c#d', kinds: ['x', 'y&z'] })).toEqual({ name: 'West' });
  await read({ id: '%2e%2e' });
  expect(asked).toEqual(['/v1/things/a%20b%3Fc%23d/parts?kind=x&kind=y%26z', '/v1/things/%252e%252e/parts']);
});

it.each(['', '.', '..', 'a/b', 'a\\b', 'a\n', '\x7f', 'x'.repeat(501), '\ud800', null])(
  'refuses %j as a part of a path',
  async (id) => {
    await expect(read({ id })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(asked).toEqual([]);
  },
);

it.each<[string, object]>([
  ['a long value', { id: '1', kinds: ['x'.repeat(1_001)] }],
  ['many values', { id: '1', kinds: Array.from({ length: 1_000 }, () => '12345') }],
])('refuses %s of a query', async (_, args) => {
  await expect(read({ ...args })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(asked).toEqual([]);
});

it.each([400, 413, 414, 422, 431])('blames the arguments for status %i', async (status) => {
  answer = (_, response) => void response.writeHead(status).end('{"secret":1}');
  await expect(read({ id: '1' })).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    message: expect.not.stringContaining('secret'),
  });
});

it('sends the headers that are set, and asks the same once', async () => {
  const env = { UPSTREAM_URL: url, UPSTREAM_AUTHORIZATION: 'Bearer x', UPSTREAM_API_KEY: 'y' };
  const same = createUpstream(upstreamSettings(env, 'x-key')).reader(new AbortController().signal);
  await Promise.all([same.read(parts, { id: '1' }, null), same.read(parts, { id: '1' }, null)]);
  expect(headers).toEqual([expect.objectContaining({ authorization: 'Bearer x', 'x-key': 'y' })]);
});

it.each([undefined, '', 'ftp://a', 'api.example'])('needs the address of the API, not %j', (address) => {
  expect(() => upstreamSettings({ UPSTREAM_URL: address }, null)).toThrow('UPSTREAM_URL: ');
});

it.each<[string, RequestListener]>([
  ['a redirect', (_, response) => void response.writeHead(302, { location: '/v1/secret' }).end()],
  ['an error', (_, response) => void response.writeHead(500).end('{"secret":1}')],
  ['no JSON', (_, response) => void response.end('<html>')],
  ['too much', (_, response) => void response.end(JSON.stringify('x'.repeat(2_000)))],
  ['nothing at all', () => {}],
])('refuses %s, and says no more than that', async (_, listener) => {
  answer = listener;
  const reasons: string[] = [];
  const bounds = { maxBytes: 1_000, timeoutMs: 300, report: (reason: string) => reasons.push(reason) };
  await expect(read({ id: '1' }, bounds)).rejects.toMatchObject({
    code: 'SUBGRAPH_UNAVAILABLE',
    message: expect.not.stringContaining('127.0.0.1'),
  });
  expect(asked).toHaveLength(1);
  expect(reasons).toHaveLength(1);
});

it('limits concurrent calls', async () => {
  let [running, most] = [0, 0];
  answer = (_, response) => {
    running += 1;
    most = Math.max(most, running);
    setTimeout(() => {
      running -= 1;
      response.end('{}');
    }, 20);
  };
  const one = reader({ maxCalls: 3, timeoutMs: 10_000 });
  const ids = Array.from({ length: 12 }, (_, index) => String(index));
  await Promise.all(ids.map((id) => one.read(parts, { id }, null)));
  expect([most, asked.length]).toEqual([3, 12]);
});

it('has null for what is not found', async () => {
  answer = (_, response) => void response.writeHead(404).end('{}');
  expect(await read({ id: '1' })).toBeNull();
});
