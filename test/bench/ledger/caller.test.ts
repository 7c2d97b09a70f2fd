import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { Caller } from './caller.ts';

let server: Server;
let caller: Caller;
afterEach(() => {
  caller.close();
  server.close();
});

/** A server that answers each request as it is told. @returns what it has been sent */
async function open(answer: (socket: Socket) => void): Promise<string[]> {
  const requests: string[] = [];
  server = createServer((socket) => {
    socket.setNoDelay(true).on('data', (chunk) => {
      requests.push(chunk.toString());
      answer(socket);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  caller = new Caller(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return requests;
}

it('is answered on one connection, whatever pieces an answer comes in', async () => {
  const requests = await open((socket) => {
    const pieces = ['HTTP/1.1 200 OK\r\nContent-', 'Length: 6\r\n\r', '\n国', '家'];
    for (const [index, piece] of pieces.entries()) setTimeout(() => socket.write(piece), index * 5);
  });
  expect(await caller.post('/a', '{"b":"é"}', { c: 'd' })).toBe('国家');
  expect(await caller.post('/e', '', {})).toBe('国家');
  const { port } = server.address() as AddressInfo;
  expect(requests).toEqual([
    `POST /a HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nc: d\r\ncontent-length: 10\r\n\r\n{"b":"é"}`,
    `POST /e HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-length: 0\r\n\r\n`,
  ]);
});

it.each<[string, (socket: Socket) => void, string]>([
  [
    'another status',
    (socket) => socket.write('HTTP/1.1 503 Busy\r\ncontent-length: 1\r\n\r\nx'),
    'HTTP/1.1 503 Busy: x',
  ],
  ['no length', (socket) => socket.write('HTTP/1.1 200 OK\r\n\r\n'), 'without a length'],
  ['the end of the connection', (socket) => socket.end(), 'closed a connection'],
])('fails for %s', async (_what, answer, message) => {
  await open(answer);
  await expect(caller.post('/', '', {})).rejects.toThrow(message);
});
