import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Principal } from '@civic-graph/policy';
import { eventually, personas } from '@civic-graph/testing';
import { buildSchema } from 'graphql';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { connectionHandler } from './web-socket-connection.ts';

let server: WebSocketServer;
/** Connections that wait for authentication. */
let tellWho: ((principal: Principal) => void)[];
let clients: WebSocket[];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  tellWho = [];
  clients = [];
  const connected = connectionHandler({
    operations: {
      open: 0,
      start: () => Promise.reject(new Error('nobody subscribes')),
      close: () => Promise.resolve(),
    },
    verify: () => new Promise((resolve) => tellWho.push(resolve)),
    mask: (error) => error,
    logger: pino({ level: 'silent' }),
    schema: () => buildSchema('type Query { a: Int }'),
    maxPerConnection: 1,
    slots: { max: 10, perCaller: 1, perNetwork: 1 },
    connectionInitTimeoutMs: 60_000,
    maxIdleMs: 60_000,
    maxBufferedBytes: 1_000,
  });
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (webSocket) => connected(webSocket, '192.0.2.1', {}));
  await once(server, 'listening');
});
afterEach(() => {
  for (const client of clients) client.terminate();
  server.close();
  vi.useRealTimers();
});

async function begin(): Promise<WebSocket> {
  const { port } = server.address() as AddressInfo;
  const client = new WebSocket(`ws://127.0.0.1:${port}`, 'graphql-transport-ws');
  clients.push(client);
  await once(client, 'open');
  const known = tellWho.length;
  client.send(JSON.stringify({ type: 'connection_init', payload: { authorization: 'Bearer t' } }));
  await eventually(() => expect(tellWho).toHaveLength(known + 1));
  return client;
}

test('a connection closed before authentication holds no slot of its caller, and no timer', async () => {
  const gone = await begin();
  gone.terminate();
  await eventually(() => expect(server.clients.size).toBe(0));
  tellWho[0]!(personas.lin);
  const next = await begin();
  expect(vi.getTimerCount()).toBe(0);
  tellWho[1]!(personas.lin);
  const end = once(next, 'close').then(([code]) => code);
  const begun = once(next, 'message').then(([data]) => JSON.parse(String(data)));
  expect(await Promise.race([begun, end])).toEqual({ type: 'connection_ack' });
});
