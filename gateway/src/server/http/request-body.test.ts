import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import Fastify from 'fastify';
import { afterAll, afterEach, expect, test } from 'vitest';
import { answerErrors } from './error-answer.ts';
import { parseBodies } from './parse-bodies.ts';
import { refuseEncodedBody } from './refuse-encoded-body.ts';
import { stateOf } from './request-state.ts';

const bounds = { maxBodyBytes: 100_000, maxNesting: 20 };
const app = Fastify({ forceCloseConnections: true });
let isTooMuch = false;
parseBodies(app, bounds);
app.addHook('onRequest', async ({ raw }) => {
  stateOf(raw).isShed = isTooMuch;
});
answerErrors(app);
app.post('/', { onRequest: async ({ headers }) => refuseEncodedBody(headers) }, async ({ body }) => body);
const read: number[] = [];
app.server.on('connection', (socket) => socket.once('close', () => read.push(socket.bytesRead)));
await app.listen({ port: 0, host: '127.0.0.1' });
const { port } = app.server.address() as AddressInfo;

afterAll(() => app.close());
afterEach(() => void read.splice(0));

/** Sends the piece repeatedly, as long as it is accepted. */
async function send(head: string, piece: string, times: number) {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (data) => (answer += data));
  socket.on('error', () => undefined);
  socket.write(`POST / HTTP/1.1\r\nhost: x\r\n${head}\r\n\r\n`);
  Readable.from(Array(times).fill(piece)).pipe(socket, { end: false });
  await expect.poll(() => answer).toContain('\r\n\r\n');
  return { socket, answer };
}

const json = 'content-type: application/json';
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;

test.each([
  ['longer than it may be', `${json}\r\ntransfer-encoding: chunked`, chunk(' '.repeat(10_000)), 413],
  ['said to be longer', `${json}\r\ncontent-length: 100000000`, ' '.repeat(10_000), 413],
  ['deeper than it may be', `${json}\r\ncontent-length: 99000`, '['.repeat(9_900), 400],
  [
    'packed, and long',
    `${json}\r\ncontent-encoding: gzip\r\ncontent-length: 100000000`,
    'x'.repeat(10_000),
    415,
  ],
  [
    'packed, and of any length',
    `${json}\r\ncontent-encoding: gzip\r\ntransfer-encoding: chunked`,
    chunk('x'.repeat(10_000)),
    415,
  ],
])(
  'a body that is %s is not read completely, and its connection is closed',
  async (_, head, piece, status) => {
    const { answer } = await send(head, piece, status === 400 ? 10 : 10_000);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer.toLowerCase()).toContain('connection: close');
    await expect.poll(() => read.length).toBe(1);
    expect(read[0]).toBeLessThan(2_000_000);
  },
);

test.each([
  ['read', json, 200],
  ['refused by its head', 'content-type: text/csv', 415],
])('the connection stays open after a body that was %s', async (_, head, status) => {
  const { answer, socket } = await send(
    `${head}\r\ncontent-length: 50000`,
    JSON.stringify('x'.repeat(49_998)),
    1,
  );
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(answer.toLowerCase()).not.toContain('connection: close');
  socket.destroy();
});

test('a body in several chunks is put together', async () => {
  const { answer, socket } = await send(
    `${json}\r\ntransfer-encoding: chunked`,
    `${chunk('["one')}${chunk(' two"')}${chunk(']')}0\r\n\r\n`,
    1,
  );
  expect(answer).toContain('["one two"]');
  socket.destroy();
});

test('a request whose body ends under overload is refused, whatever it contains', async () => {
  isTooMuch = true;
  try {
    const { statusCode, json, headers } = await app.inject({ method: 'POST', url: '/', payload: { a: 1 } });
    expect([statusCode, json().errors[0].extensions.code]).toEqual([503, 'OVERLOADED']);
    expect(headers['retry-after']).toBe('1');
  } finally {
    isTooMuch = false;
  }
  expect((await app.inject({ method: 'POST', url: '/', payload: { a: 1 } })).statusCode).toBe(200);
});
