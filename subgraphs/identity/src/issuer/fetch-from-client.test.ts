import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClientFetch } from './fetch-from-client.ts';

let server: Server;
let origin: string;
let asked = 0;
let received = '';
beforeAll(async () => {
  server = createServer((request, response) => {
    asked += 1;
    if (request.method === 'POST') {
      const { 'content-type': type } = request.headers;
      request.toArray().then((chunks) => {
        received = `${type} ${Buffer.concat(chunks)}`;
        response.writeHead(204).end();
      });
    } else if (request.url === '/moved') response.writeHead(302, { location: '/keys' }).end();
    else if (request.url === '/large') response.end('x'.repeat(100_000));
    else response.writeHead(200, { 'cache-control': 'max-age=60' }).end('{"keys":[]}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

it('fetches keys, and follows no redirect', async () => {
  const fetchKeys = createClientFetch({ loopback: true });
  const answer = await fetchKeys(`${origin}/keys`);
  expect([answer.status, answer.headers.get('cache-control'), await answer.json()]).toEqual([
    200,
    'max-age=60',
    { keys: [] },
  ]);
  expect((await fetchKeys(`${origin}/moved`)).status).toBe(302);
  await expect(fetchKeys(`${origin}/large`)).rejects.toThrow('too large');
});

it('posts notifications to an app', async () => {
  const tell = createClientFetch({ loopback: true });
  const headers = new Headers({ 'content-type': 'application/x-www-form-urlencoded' });
  const answer = await tell(`${origin}/logout`, { method: 'POST', headers, body: 'logout_token=a' });
  expect([answer.status, received]).toEqual([204, 'application/x-www-form-urlencoded logout_token=a']);
});

it('does not wait for an app that switches protocols, because a sign-out waits for it', async () => {
  const odd = createServer().listen(0, '127.0.0.1');
  odd.on('connection', (socket) =>
    socket.end('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
  );
  await once(odd, 'listening');
  const address = `http://127.0.0.1:${(odd.address() as AddressInfo).port}/logout`;
  const tell = createClientFetch({ loopback: true });
  await expect(tell(address, { method: 'POST', body: 'logout_token=a' })).rejects.toThrow(
    'switched protocols',
  );
  odd.close();
});

it.each([
  'https://127.0.0.1/keys',
  'https://[::1]/keys',
  'https://[::ffff:10.0.0.1]/keys',
  'https://10.1.2.3/keys',
  'https://169.254.169.254/latest/meta-data',
  'https://192.168.1.1/keys',
  'https://2130706433/keys',
  'https://0/keys',
  'http://keys.example/keys',
  'file:///etc/passwd',
])('does not go to %s', async (url) => {
  await expect(createClientFetch({ loopback: false })(url)).rejects.toThrow('not a public one');
});

it('refuses a name that resolves to an internal address, even among others', async () => {
  const before = asked;
  for (const addresses of [['127.0.0.1'], ['93.184.215.14', '10.0.0.1'], ['fd00::1']]) {
    const lookup = ((_name: string, _options: object, callback: (error: null, found: object[]) => void) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )) as never;
    const fetchKeys = createClientFetch({ loopback: false, lookup });
    await expect(fetchKeys('https://keys.example/')).rejects.toThrow('not a public one');
  }
  expect(asked).toBe(before);
});
