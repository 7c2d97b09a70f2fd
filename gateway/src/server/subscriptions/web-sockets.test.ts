import { once } from 'node:events';
import { connect } from 'node:net';
import { eventually, personas, testSecrets } from '@civic-graph/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ClientOptions, WebSocket } from 'ws';
import { type NewsService, startNewsService } from '../../../test/fixtures/feed-service.ts';
import {
  type HeldStream,
  startTestGateway,
  type TestGateway,
  testSubscriptions,
} from '../../../test/fixtures/gateway.ts';

const ticks = 'subscription { ticks }';
let service: NewsService;
let graph: TestGateway;
let url: URL;
let sockets: WebSocket[];

beforeAll(async () => {
  service = await startNewsService();
  graph = await startTestGateway({
    revocation: { url: service.url, secret: testSecrets.subgraph, maxSilenceMs: 60_000 },
  });
  url = new URL('/graphql', (await graph.gateway.listen()).url);
});
afterAll(async () => {
  await graph.close();
  service.close();
});
beforeEach(() => {
  sockets = [];
  graph.streams.splice(0);
});
afterEach(async () => {
  for (const socket of sockets) socket.terminate();
  await eventually(async () => expect(await graph.gateway.metrics()).toContain('subscriptions_open 0'));
});

interface Client {
  readonly socket: WebSocket;
  readonly messages: { type: string; id?: string; payload?: unknown }[];
  readonly end: Promise<[number, string]>;
  send(message: object | string): void;
}

function open(
  path = '/graphql',
  protocol: string | string[] = 'graphql-transport-ws',
  options: ClientOptions = {},
  at: URL = url,
): Client {
  const socket = new WebSocket(`ws://${at.host}${path}`, protocol, options);
  sockets.push(socket);
  const messages: Client['messages'] = [];
  socket.on('message', (data) => messages.push(JSON.parse(String(data))));
  socket.on('error', () => undefined);
  const end = new Promise<[number, string]>((resolve) =>
    socket.once('close', (code, reason) => resolve([code, String(reason)])),
  );
  const opened = new Promise((resolve) => socket.once('open', resolve));
  const send: Client['send'] = (message) =>
    void opened.then(() => socket.send(typeof message === 'string' ? message : JSON.stringify(message)));
  return { socket, messages, end, send };
}

async function openAs(token: string | null, options: ClientOptions = {}): Promise<Client> {
  const client = open(undefined, undefined, options);
  client.send({ type: 'connection_init', ...(token && { payload: { authorization: `Bearer ${token}` } }) });
  await eventually(() => expect(client.messages[0]?.type).toBe('connection_ack'));
  return client;
}

const subscribeTo = (query: string, id = '1') => ({ id, type: 'subscribe', payload: { query } });
const stream = (): Promise<HeldStream> =>
  eventually(() => {
    expect(graph.streams).toHaveLength(1);
    return graph.streams[0]!;
  });

describe('a WebSocket is opened', () => {
  const attempt = (path: string, protocols: string[], headers: Record<string, string>) => {
    const { socket } = open(path, protocols, { headers });
    return new Promise((resolve) => {
      socket.once('open', () => resolve('open'));
      socket.once('unexpected-response', async (_request, response) => {
        const body = Buffer.concat(await response.toArray()).toString();
        resolve([response.statusCode, JSON.parse(body).errors[0].extensions.code]);
      });
    });
  };
  const ours = ['graphql-transport-ws'];

  test.each<[string, string, string[], () => Record<string, string>, unknown]>([
    ['for clients other than web pages', '/graphql', ours, () => ({}), 'open'],
    ['for a page of the gateway', '/graphql', ours, () => ({ origin: 'https://gateway.test' }), 'open'],
    ['for a page that is allowed', '/graphql', ours, () => ({ origin: 'https://portal.example' }), 'open'],
    ['beside another subprotocol', '/graphql', ['graphql-ws', ...ours], () => ({}), 'open'],
    [
      'not for another page',
      '/graphql',
      ours,
      () => ({ origin: 'https://evil.example' }),
      [403, 'BAD_REQUEST'],
    ],
    [
      'not for one whose name leads here (DNS rebinding)',
      '/graphql',
      ours,
      () => ({ origin: 'http://evil.example:4000', host: 'evil.example:4000' }),
      [403, 'BAD_REQUEST'],
    ],
    [
      'not for one named alike',
      '/graphql',
      ours,
      () => ({ origin: 'https://portal.example.evil.example' }),
      [403, 'BAD_REQUEST'],
    ],
    ['not for a page from nowhere', '/graphql', ours, () => ({ origin: 'null' }), [403, 'BAD_REQUEST']],
    ['not elsewhere', '/', ours, () => ({}), [404, 'NOT_FOUND']],
    ['not without a subprotocol', '/graphql', [], () => ({}), [400, 'BAD_REQUEST']],
    ['not for the subprotocol of old', '/graphql', ['graphql-ws'], () => ({}), [400, 'BAD_REQUEST']],
  ])('%s', async (_name, path, protocols, headers, expected) => {
    expect(await attempt(path, protocols, headers())).toEqual(expected);
  });

  test('within the limits', async () => {
    const token = await graph.issuer.mint(personas.lin);
    // At most half of them without a token.
    const all = Array.from({ length: 10 }, async (_, at) => openAs(at % 2 === 0 ? null : token));
    await Promise.all(all);
    expect(await attempt('/graphql', ours, {})).toEqual([503, 'NOT_READY']);
    sockets[0]!.terminate();
    await eventually(async () => expect(await attempt('/graphql', ours, {})).toBe('open'));
  });
});

describe('it is closed', () => {
  const init = { type: 'connection_init' };
  test.each<[string, (object | string)[], number]>([
    ['if nothing arrives', [], 4408],
    ['if a subscription comes first', [subscribeTo(ticks)], 4401],
    ['if it begins twice', [init, init], 4429],
    ['if a message is malformed', ['{'], 4400],
    ['if a message has no type', [{ type: 'constructor' }], 4400],
    ['if a message is too large', [`"${'x'.repeat(1_000_001)}"`], 1009],
  ])('%s', async (_name, messages, code) => {
    const client = open();
    for (const message of messages) client.send(message);
    expect((await client.end)[0]).toBe(code);
  });

  test('if an id is used twice', async () => {
    const client = await openAs(null);
    for (let time = 0; time < 2; time++) client.send(subscribeTo(ticks));
    expect((await client.end)[0]).toBe(4409);
  });

  test.each<[string, object]>([
    ['a bad token', { authorization: 'Bearer x' }],
    ['a token of another kind', { authorization: 'Basic x' }],
    ['a bad token among headers', { headers: { Authorization: 'Bearer x' } }],
    ['an empty one', { authorization: '' }],
  ])('for %s', async (_name, payload) => {
    const client = open();
    client.send({ type: 'connection_init', payload });
    expect(await client.end).toEqual([4401, 'UNAUTHENTICATED']);
    expect(client.messages).toEqual([]);
  });

  test.each<[string, object]>([
    ['no text', { authorization: ['Bearer x'] }],
    ['under another name', { token: 'x' }],
    ['in camel case', { accessToken: 'x' }],
    ['with a scheme, whatever its name', { from: 'Bearer x' }],
    ['alone, whatever its name', { from: 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJsaW4ifQ.c2lnbmF0dXJl' }],
    ['a key', { 'X-Api-Key': 'x' }],
    ['deeper', { context: { headers: { authorization: 'Bearer x' } } }],
    ['as lists', { headers: [['authorization', 'Bearer x']] }],
    ['another one beside it', { authorization: 'Bearer x', headers: { authorization: 'Bearer y' } }],
    ['another one in other letters', { authorization: 'Bearer x', Authorization: 'Bearer y' }],
    ['a cookie', { headers: { cookie: 'session=x' } }],
  ])('with a remedy for a credential that is %s', async (_name, payload) => {
    const client = open();
    client.send({ type: 'connection_init', payload });
    const [code, reason] = await client.end;
    expect(code).toBe(4401);
    expect(reason).toMatch(/^UNAUTHENTICATED: .*"authorization"/);
    expect(client.messages).toEqual([]);
  });

  test('after the reason, when its token has been revoked', async () => {
    const consentId = 'consent-of-this-test';
    const client = await openAs(await graph.issuer.mint({ ...personas.lin, consentId }));
    client.send(subscribeTo(ticks));
    await stream();
    service.revoke('consent', consentId);
    expect(await client.end).toEqual([4401, 'TOKEN_REVOKED']);
    expect(client.messages.slice(1)).toMatchObject([
      { id: '1', type: 'next', payload: { errors: [{ extensions: { code: 'TOKEN_REVOKED' } }] } },
      { id: '1', type: 'complete' },
    ]);
  });

  test('if a revoked token sends another operation', async () => {
    const consentId = 'consent-of-another-test';
    const client = await openAs(await graph.issuer.mint({ ...personas.lin, consentId }));
    service.revoke('consent', consentId);
    const ask = setInterval(() => client.send(subscribeTo('{ people { id } }', crypto.randomUUID())), 20);
    expect(await client.end).toEqual([4401, 'TOKEN_REVOKED']);
    clearInterval(ask);
    const refused = { type: 'error', payload: [{ extensions: { code: 'TOKEN_REVOKED' } }] };
    expect(client.messages.at(-1)).toMatchObject(refused);
  });

  test('if pings are not answered', async () => {
    const client = await openAs(null, { autoPong: false } as ClientOptions);
    expect((await client.end)[0]).toBe(1006);
  });

  test('if the other end does not read', async () => {
    // The client answers no ping either: that must not be what ends it.
    const other = await startTestGateway({ subscriptions: { ...testSubscriptions, heartbeatMs: 60_000 } });
    const at = new URL((await other.gateway.listen()).url);
    const client = open(undefined, undefined, {}, at);
    client.send({ type: 'connection_init' });
    await eventually(() => expect(client.messages).toHaveLength(1));
    client.send(subscribeTo('subscription { personChanged(id: "1") { name } }'));
    await eventually(() => expect(other.streams).toHaveLength(1));
    const held = other.streams[0]!;
    client.socket.pause();
    const event = { __typename: 'Person', id: '1', name: 'x'.repeat(90_000) };
    for (let count = 0; count < 200; count++) held.next(event);
    await eventually(async () =>
      expect(await other.gateway.metrics()).toContain('ended_total{code="SUBSCRIBER_TOO_SLOW"} 1'),
    );
    await eventually(() => expect(held.isOpen).toBe(false));
    client.socket.resume();
    // The second code applies if the close takes longer than a few seconds to arrive: the connection ends
    // anyway.
    expect([
      [1013, 'SUBSCRIBER_TOO_SLOW'],
      [1006, ''],
    ]).toContainEqual(await client.end);
    await other.close();
  });

  test('when it is idle, and when the gateway stops', async () => {
    const other = await startTestGateway({ subscriptions: { ...testSubscriptions, maxIdleMs: 2_000 } });
    const at = new URL((await other.gateway.listen()).url);
    const [busy, idle] = [open(undefined, undefined, {}, at), open(undefined, undefined, {}, at)];
    for (const client of [busy, idle]) client.send({ type: 'connection_init' });
    await eventually(() => expect(busy.messages).toHaveLength(1));
    busy.send(subscribeTo(ticks));
    expect(await idle.end).toEqual([1000, 'idle']);
    expect(busy.socket.readyState).toBe(WebSocket.OPEN);
    await other.close();
    expect(await busy.end).toEqual([1012, 'SUBSCRIPTION_INTERRUPTED']);
    expect(busy.messages.slice(1)).toMatchObject([
      { type: 'next', payload: { errors: [{ extensions: { code: 'SUBSCRIPTION_INTERRUPTED' } }] } },
      { type: 'complete' },
    ]);
  });
});

test('one address without a token leaves connections to others, and may open one for each that it closes', async () => {
  const other = await startTestGateway({ subscriptions: { ...testSubscriptions, maxPerNetwork: 1 } });
  const at = new URL((await other.gateway.listen()).url);
  const begin = (payload?: object) => {
    const client = open(undefined, undefined, {}, at);
    client.send({ type: 'connection_init', ...(payload && { payload }) });
    return client;
  };
  const acknowledged = (client: Client) => eventually(() => expect(client.messages).toHaveLength(1));
  const clients = [begin(), begin()];
  await Promise.all(clients.map(acknowledged));
  expect(await begin().end).toEqual([1013, 'TOO_MANY_SUBSCRIPTIONS']);
  await acknowledged(begin({ authorization: `Bearer ${await other.issuer.mint(personas.lin)}` }));
  clients[0]?.socket.terminate();
  await eventually(async () => {
    const next = begin();
    await Promise.race([next.end, acknowledged(next)]);
    expect(next.messages).toHaveLength(1);
  });
  await other.close();
});

test('a connection has a limit of concurrent operations', async () => {
  const client = await openAs(null);
  for (let id = 1; id <= 4; id++) client.send(subscribeTo(ticks, String(id)));
  const areOpen = (count: number) =>
    eventually(async () => expect(await graph.gateway.metrics()).toContain(`subscriptions_open ${count}`));
  await areOpen(4);
  client.send(subscribeTo('{ people { id } }', '5'));
  await eventually(() =>
    expect(client.messages.slice(1)).toMatchObject([
      { id: '5', type: 'error', payload: [{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }] },
    ]),
  );
  client.send({ id: '1', type: 'complete' });
  await areOpen(3);
  client.send(subscribeTo('{ people { id } }', '6'));
  await eventually(() => expect(client.messages.at(-1)).toEqual({ id: '6', type: 'complete' }));
});

test('an id that is reused before its operation began ends the connection, and hides no operation', async () => {
  const client = await openAs(null);
  for (let time = 0; time < 12; time++) {
    client.send(subscribeTo(ticks));
    client.send({ id: '1', type: 'complete' });
  }
  client.send(subscribeTo(ticks));
  expect((await client.end)[0]).toBe(4409);
  await eventually(async () => expect(await graph.gateway.metrics()).toContain('subscriptions_open 0'));
  await eventually(() => expect(graph.streams.filter(({ isOpen }) => isOpen)).toEqual([]));
});

test.each<[string, object]>([
  ['the hash of a document', { query: '', extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }],
  ['a hash beside it', { query: ticks, extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }],
  ['an extension for single answers', { query: ticks, extensions: { timing: true } }],
])('%s is refused', async (_name, payload) => {
  const client = await openAs(null);
  client.send({ id: '1', type: 'subscribe', payload });
  const refused = { type: 'error', payload: [{ extensions: { code: 'BAD_REQUEST' } }] };
  await eventually(() => expect(client.messages.at(-1)).toMatchObject(refused));
});

test('an upgrade to an unsupported protocol is ignored', async () => {
  const body = JSON.stringify({ query: '{ person(id: "1") { name } }' });
  const socket = connect({ port: Number(url.port), host: url.hostname });
  await once(socket, 'connect');
  let received = '';
  socket.on('data', (chunk: Buffer) => {
    received += chunk.toString();
  });
  const head = [
    'POST /graphql HTTP/1.1',
    'host: x',
    'connection: Upgrade, HTTP2-Settings',
    'upgrade: h2c',
    'http2-settings: AAMAAABkAARAAAAAAAIAAAAA',
    'content-type: application/json',
    `content-length: ${body.length}`,
  ].join('\r\n');
  socket.write(`${head}\r\n\r\n${body.slice(0, 10)}`);
  setTimeout(() => socket.write(body.slice(10)), 50);
  await eventually(() => expect(received).toContain('Person 1'));
  expect(received).toMatch(/^HTTP\/1\.1 200 OK/);
  // And the next one on the same connection.
  received = '';
  socket.write('GET /livez HTTP/1.1\r\nhost: x\r\n\r\n');
  await eventually(() => expect(received).toContain('live'));
  socket.destroy();
});

describe('the caller is authenticated', () => {
  const diary = '{ person(id: "1") { diary } }';
  const forms: [string, (token: string) => { payload?: object; headers?: Record<string, string> }][] = [
    ['in authorization', (token) => ({ payload: { authorization: token } })],
    ['in Authorization', (token) => ({ payload: { Authorization: token } })],
    ['in AUTHORIZATION', (token) => ({ payload: { AUTHORIZATION: token } })],
    ['in headers.authorization', (token) => ({ payload: { headers: { authorization: token } } })],
    ['in headers.Authorization', (token) => ({ payload: { headers: { Authorization: token } } })],
    ['in Headers.authorization', (token) => ({ payload: { Headers: { authorization: token } } })],
    ['twice alike', (token) => ({ payload: { authorization: token, headers: { Authorization: token } } })],
    [
      'beside other words',
      (token) => ({ payload: { authorization: token, clientName: 'portal', author: 'x' } }),
    ],
    [
      'beside a token against forgery',
      (token) => ({ payload: { authorization: token, 'x-csrf-token': 'x' } }),
    ],
    ['with the request that opens it', (token) => ({ headers: { authorization: token } })],
  ];
  test.each(forms)('%s', async (_name, form) => {
    const { payload, headers = {} } = form(
      `Bearer ${await graph.issuer.mint(personas['operator-transport'], { claims: { scope: 'diary' } })}`,
    );
    const client = open(undefined, undefined, { headers });
    client.send({ type: 'connection_init', ...(payload && { payload }) });
    await eventually(() => expect(client.messages[0]?.type).toBe('connection_ack'));
    client.send(subscribeTo(diary));
    await eventually(() =>
      expect(client.messages[1]).toMatchObject({ payload: { data: { person: { diary: 'dear diary' } } } }),
    );
  });

  test.each([
    {},
    { authorization: null },
    { headers: {} },
    { headers: { authorization: undefined } },
    { token: '' },
    { clientName: 'portal', locale: 'zh' },
  ])('anonymous with %j', async (payload) => {
    const client = open();
    client.send({ type: 'connection_init', payload });
    await eventually(() => expect(client.messages[0]?.type).toBe('connection_ack'));
    client.send(subscribeTo('{ person(id: "1") { name } }'));
    await eventually(() =>
      expect(client.messages[1]).toMatchObject({ payload: { data: { person: { name: 'Person 1' } } } }),
    );
  });

  test('by a bad token with the upgrade request: refused', async () => {
    const client = open(undefined, undefined, { headers: { authorization: 'Basic x' } });
    client.send({ type: 'connection_init' });
    expect(await client.end).toEqual([4401, 'UNAUTHENTICATED']);
  });
});
