import { once } from 'node:events';
import { connect } from 'node:net';
import { eventually } from '@civic-graph/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestGateway, type TestGateway } from '../../../test/fixtures/gateway.ts';

let graph: TestGateway;
let url: URL;
beforeAll(async () => {
  graph = await startTestGateway();
  url = new URL((await graph.gateway.listen()).url);
});
afterAll(() => graph.close());
beforeEach(() => {
  graph.calls.splice(0);
  graph.streams.splice(0);
});

const accept = 'text/event-stream';
const json = 'application/json';
const ticks = 'subscription { ticks }';
const get = (query: string) => `/graphql?query=${encodeURIComponent(query)}`;

test('a subscription that accepts only one answer is 406 on both paths, and is not run', async () => {
  const ask = () =>
    graph.send({ headers: { 'content-type': json }, payload: JSON.stringify({ query: ticks }) });
  for (let lane = 0; lane < 2; lane++) {
    const { status, json } = await ask();
    expect([status, json.errors[0].extensions.code]).toEqual([406, 'BAD_REQUEST']);
  }
  // Known from the other path, it is still refused.
  graph.behave('people', (response) =>
    response.writeHead(200, { 'content-type': accept }).end('event: complete\ndata: \n\n'),
  );
  await graph.send({
    headers: { 'content-type': json, accept },
    payload: JSON.stringify({ query: `${ticks} ` }),
  });
  const known = await graph.send({
    headers: { 'content-type': json },
    payload: JSON.stringify({ query: `${ticks} ` }),
  });
  graph.behave('people', null);
  expect(known.status).toBe(406);
});

test('a GET needs a header that no web page can send by itself, and changes nothing', async () => {
  const query = get('{ person(id: "1") { name } }');
  const plain = await graph.send({ method: 'GET', url: query, headers: { accept } });
  expect([plain.status, plain.json.errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST']);
  const headers = { accept, 'apollo-require-preflight': '1' };
  const { status, headers: answered, text } = await graph.send({ method: 'GET', url: query, headers });
  expect([status, answered['content-type'], answered['cache-control']]).toEqual([
    200,
    'text/event-stream; charset=utf-8',
    'no-store',
  ]);
  expect(text).toBe(
    'event: next\ndata: {"data":{"person":{"name":"Person 1"}}}\n\nevent: complete\ndata: \n\n',
  );
  const mutation = await graph.send({
    method: 'GET',
    url: get('mutation { rename(id: 1, name: "x") { id } }'),
    headers,
  });
  expect([mutation.status, mutation.headers.allow]).toEqual([405, 'POST']);
  expect(graph.calls).toHaveLength(1);
});

test('a client that requests an unsupported feature learns which one, and nothing else of its request is echoed', async () => {
  const extensions = { timing: true, secret: 'x', cost: true };
  const headers = { accept, 'apollo-require-preflight': '1' };
  const answers = [
    await graph.send({
      headers: { 'content-type': json, accept },
      payload: JSON.stringify({ query: ticks, extensions }),
    }),
    await graph.send({
      method: 'GET',
      url: `${get(ticks)}&extensions=${encodeURIComponent(JSON.stringify(extensions))}`,
      headers,
    }),
  ];
  for (const { status, json, text } of answers) {
    expect([status, json.errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST']);
    expect(json.errors[0].message).toContain('extensions are for single answers: cost, timing.');
    expect(text).not.toContain('secret');
  }
});

test.each<[string, number, { headers?: Record<string, string>; payload?: string }]>([
  ['a bad token', 401, { headers: { authorization: 'Bearer x' } }],
  ['text', 415, { headers: { 'content-type': 'text/plain' } }],
  ['a compressed body', 415, { headers: { 'content-encoding': 'gzip' } }],
  ['no operation', 400, { payload: '{}' }],
  ['a batch', 400, { payload: '[{"query":"subscription { ticks }"}]' }],
  [
    'the hash of a document',
    400,
    {
      payload: '{"query":"{ people { id } }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}',
    },
  ],
  ['variables that are not an object', 400, { payload: '{"query":"{ people { id } }","variables":[1]}' }],
  ['a prototype', 400, { payload: '{"query":"{ people { id } }","variables":{"__proto__":{}}}' }],
])(
  '%s is %d, before any stream',
  async (_name, status, { headers, payload = JSON.stringify({ query: ticks }) }) => {
    const answer = await graph.send({ headers: { 'content-type': json, accept, ...headers }, payload });
    expect([answer.status, answer.headers['content-type']]).toEqual([
      status,
      'application/json; charset=utf-8',
    ]);
    expect(answer.json.errors[0].extensions.code).toEqual(expect.any(String));
    expect(graph.calls).toEqual([]);
  },
);

test('a subscriber that does not read is disconnected with a reason', async () => {
  const socket = connect({ port: Number(url.port), host: url.hostname });
  socket.pause();
  const body = JSON.stringify({ query: 'subscription { personChanged(id: "1") { name } }' });
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: x\r\naccept: ${accept}\r\ncontent-type: ${json}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  const stream = await eventually(() => {
    expect(graph.streams).toHaveLength(1);
    return graph.streams[0]!;
  });
  const event = { __typename: 'Person', id: '1', name: 'x'.repeat(90_000) };
  const ended = async () =>
    (await graph.gateway.metrics()).includes('ended_total{code="SUBSCRIBER_TOO_SLOW"} 1');
  // More than both ends' buffers hold.
  for (let count = 0; count < 200; count++) stream.next(event);
  await eventually(async () => expect(await ended()).toBe(true));
  await eventually(() => expect(stream.isOpen).toBe(false));
  // Messages in flight may still arrive.
  let received = '';
  socket.on('data', (chunk: Buffer) => {
    received = (received + chunk.toString()).slice(-1_000);
  });
  socket.resume();
  await once(socket, 'close');
  expect(received).toContain('"code":"SUBSCRIBER_TOO_SLOW"');
});
