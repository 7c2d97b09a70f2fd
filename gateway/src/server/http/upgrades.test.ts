import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { eventually } from '@civic-graph/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { serializePipelined } from './pipelining.ts';
import { takeUpgrades } from './upgrades.ts';

const get = (path: string, ...headers: readonly string[]) =>
  [`GET ${path} HTTP/1.1`, 'host: x', ...headers, '', ''].join('\r\n');
const upgradeTo = (protocol: string) => get(`/${protocol}`, 'connection: upgrade', `upgrade: ${protocol}`);

/** Requests that are not answered yet, by their paths. */
let open: Map<string, ServerResponse>;
let taken: string[];
let server: ReturnType<typeof createServer>;
let client: Socket;
let received: string;

beforeEach(async () => {
  open = new Map();
  taken = [];
  received = '';
  server = createServer(
    { keepAliveTimeout: 1 },
    serializePipelined((request, response) => void open.set(request.url ?? '', response)),
  );
  takeUpgrades(server, ({ url = '' }, socket) => {
    taken.push(url);
    socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  client = connect((server.address() as AddressInfo).port);
  await once(client, 'connect');
  client.on('error', () => {});
  client.setEncoding('utf8').on('data', (text: string) => {
    received += text;
  });
});
afterEach(() => {
  client.destroy();
  server.closeAllConnections();
  server.close();
});

/** Each request is answered with its path. */
async function answer(path: string, text = path): Promise<void> {
  await eventually(() => expect([...open.keys()]).toContain(path));
  open.get(path)?.end(text);
  open.delete(path);
}

const answered = () => received.match(/\r\n\r\n\/[a-z0-9]+/g)?.map((text) => text.trim());

test.each([1, 2, 3])(
  'an unsupported protocol, behind %i waiting requests, is answered in its turn',
  async (count) => {
    const before = ['/a', '/b', '/c'].slice(0, count);
    client.write([...before.map((path) => get(path)), upgradeTo('h2c'), get('/after')].join(''));
    for (const path of [...before, '/h2c', '/after']) await answer(path);
    await eventually(() => expect(answered()).toEqual([...before, '/h2c', '/after']));
  },
);

test('an upgrade still follows after earlier answers have filled the connection', async () => {
  client.pause();
  client.write(get('/large'));
  await eventually(() => expect([...open.keys()]).toEqual(['/large']));
  const socket = open.get('/large')?.socket;
  await answer('/large', 'x'.repeat(16_000_000));
  client.write(get('/a') + upgradeTo('h2c'));
  await eventually(() => expect(socket?.bytesRead).toBe(client.bytesWritten));
  client.resume();
  await answer('/a');
  await answer('/h2c');
  await eventually(() => expect(received).toMatch(/\/h2c$/));
});

test('a WebSocket begins once earlier requests of the connection are answered', async () => {
  client.write(get('/a') + upgradeTo('websocket'));
  await eventually(() => expect([...open.keys()]).toEqual(['/a']));
  expect(taken).toEqual([]);
  await answer('/a');
  await eventually(() => expect(received).toMatch(/\/aHTTP\/1\.1 101/));
  expect(taken).toEqual(['/websocket']);
});

test.each(['h2c', 'websocket'])(
  'a gateway does not wait for an upgrade whose client has left: %s',
  async (protocol) => {
    client.write(get('/a') + upgradeTo(protocol));
    await eventually(() => expect([...open.keys()]).toEqual(['/a']));
    client.resetAndDestroy();
    const connections = () => new Promise((resolve) => server.getConnections((_, count) => resolve(count)));
    // Written until the other end says that it is gone.
    await eventually(async () => {
      open.get('/a')?.write('x');
      expect(await connections()).toBe(0);
    });
    expect(taken).toEqual([]);
  },
);
