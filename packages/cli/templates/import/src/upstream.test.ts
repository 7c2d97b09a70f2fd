import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Operation } from './plan.ts';
import { createUpstream, upstreamSettings } from './upstream.ts';
import { create__Type__ } from './subgraph.ts';

let server: Server;
let url: string;
let answer: RequestListener;
const asked: string[] = [];
beforeEach(async () => {
  asked.splice(0);
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  answer = (_, response) => void response.end('{"name":"West"}');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const thing: Operation = {
  ...{ on: 'Query', field: 'thing', path: '/things/{id}/parts' },
  parameters: [
    { argument: 'id', name: 'id', in: 'path', exploded: false },
    { argument: 'kinds', name: 'kind', in: 'query', exploded: true },
  ],
};
const read = (args: object, bounds: object = {}) =>
  createUpstream({ ...upstreamSettings({ UPSTREAM_URL: url }, null), ...bounds })
    .reader(new AbortController().signal)
    .read(thing, { ...args }, null);

it('fills parameters, and nothing else of the address', async () => {
  expect(await read({ id: 'a b?c#d', kinds: ['x', 'y&z'] })).toEqual({ name: 'West' });
  expect(asked).toEqual(['/v1/things/a%20b%3Fc%23d/parts?kind=x&kind=y%26z']);
});

it.each(['', '.', '..', 'a/b', 'a\\b', 'a\n', '\x7f', 'x'.repeat(501), '\ud800'])('refuses %j as a part of the path', async (id) => {
  await expect(async () => read({ id })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(asked).toEqual([]);
});

it.each<[string, object]>([
  ['a long value', { id: '1', kinds: ['x'.repeat(1_001)] }],
  ['many values', { id: '1', kinds: Array.from({ length: 1_000 }, () => '12345') }],
])('refuses %s of a query', async (_, args) => {
  await expect(async () => read(args)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(asked).toEqual([]);
});

it.each([400, 413, 414, 422, 431])('blames the arguments for status %i', async (status) => {
  answer = (_, response) => void response.writeHead(status).end('{"secret":1}');
  await expect(read({ id: '1' })).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    message: expect.not.stringContaining('secret'),
  });
});

it('has null for what is not found', async () => {
  answer = (_, response) => void response.writeHead(404).end('{}');
  expect(await read({ id: '1' })).toBeNull();
});

it.each<[string, RequestListener]>([
  ['a redirect', (_, response) => void response.writeHead(302, { location: '/v1/secret' }).end()],
  ['an error', (_, response) => void response.writeHead(500).end('{"secret":1}')],
  ['no JSON', (_, response) => void response.end('<html>')],
  ['too much', (_, response) => void response.end(JSON.stringify('x'.repeat(2_000)))],
  ['nothing at all', () => {}],
])('refuses %s', async (_, listener) => {
  answer = listener;
  await expect(read({ id: '1' }, { maxBytes: 1_000, timeoutMs: 500 })).rejects.toMatchObject({
    code: 'SUBGRAPH_UNAVAILABLE',
  });
  expect(asked).toHaveLength(1);
});

it('starts, so that every field has a class and the rules that it demands', async () => {
  const subgraph = await create__Type__({ SUBGRAPH_SECRET: 'a'.repeat(43), UPSTREAM_URL: url });
  const { data } = await subgraph.executeAs({ kind: 'anonymous' }, { query: '{ __typename }' });
  expect(data).toEqual({ __typename: 'Query' });
  await subgraph.close();
});
