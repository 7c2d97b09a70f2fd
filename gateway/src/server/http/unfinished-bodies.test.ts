import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { eventually } from '@civic-graph/testing';
import pino from 'pino';
import { afterEach, expect, test } from 'vitest';
import { testLimits } from '../../../test/fixtures/gateway.ts';
import type { FastPath } from './fast-path.ts';
import { LoadShedder } from './load-shedding.ts';
import { chooseRequestPath } from './request-paths.ts';
import { stateOf } from './request-state.ts';

const head = 'POST /graphql HTTP/1.1\r\nhost: gateway\r\nconnection: close\r\n';
const unfinished = {
  'in chunks': `${head}content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n3\r\n{"q\r\n`,
  'of known length': `${head}content-type: application/json\r\ncontent-length: 5\r\n\r\n{"q`,
  'spelled otherwise': `${head}content-type: application/json; charset="utf-8"\r\ncontent-length: 5\r\n\r\n{"q`,
};

const answering: FastPath = {
  identify: async () => true,
  answer: async (_state, body, response) => {
    response.end(body);
    return true;
  },
};

let server: Server;
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server.close();
});

async function listen(fastPath: FastPath, slowPath: RequestListener) {
  const loadShedder = new LoadShedder(() => '');
  const observed: number[] = [];
  let begun = 0;
  const listener = chooseRequestPath(slowPath, {
    contractFastPath: () => null,
    ...{ fastPath, loadShedder, bounds: testLimits, tracing: null, logger: pino({ level: 'silent' }) },
    isLeaving: () => false,
    observe: (status) => observed.push(status),
  });
  server = createServer((request, response) => {
    begun += 1;
    listener(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { loadShedder, observed, begun: () => begun };
}

async function send(text: string): Promise<Socket> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  sockets.push(socket);
  await once(socket, 'connect');
  socket.write(text);
  return socket;
}

/** Latency of a new caller. */
const isTurnedAway = (loadShedder: LoadShedder) =>
  loadShedder.isFullFor({ headers: {}, socket: new Socket() });

test.each(Object.entries(unfinished))('an incomplete body, %s, takes no slot', async (_, request) => {
  const { loadShedder, begun } = await listen(answering, (request, response) => {
    request.resume().once('end', () => response.end('slow'));
  });
  for (let count = 0; count < 150; count += 1) await send(request);
  await eventually(async () => expect(begun()).toBe(150));
  loadShedder.sample(1_000);
  expect(isTurnedAway(loadShedder)).toBe(false);
});

test.each(Object.entries(unfinished))(
  'a complete body, %s, takes a slot until it is answered',
  async (_, request) => {
    const answers: (() => void)[] = [];
    const { loadShedder } = await listen(
      {
        ...answering,
        answer: (_state, _body, response) =>
          new Promise((resolve) => answers.push(() => response.end('fast', () => resolve(true)))),
      },
      (request, response) =>
        void request.resume().once('end', () => answers.push(() => response.end('slow'))),
    );
    const last = request.includes('chunked') ? '2\r\n":\r\n0\r\n\r\n' : '":';
    for (let count = 0; count < 100; count += 1) (await send(request)).write(last);
    await eventually(async () => expect(answers).toHaveLength(100));
    loadShedder.sample(1_000);
    expect(isTurnedAway(loadShedder)).toBe(true);
    for (const answer of answers) answer();
    await eventually(async () => expect(isTurnedAway(loadShedder)).toBe(false));
  },
);

test('a GET counts from its start: its body, if it has one, is not read', async () => {
  const { loadShedder, begun } = await listen(answering, () => undefined);
  for (let count = 0; count < 100; count += 1) {
    await send('GET /graphql HTTP/1.1\r\nhost: gateway\r\ncontent-length: 1\r\n\r\n');
  }
  await eventually(async () => expect(begun()).toBe(100));
  loadShedder.sample(1_000);
  expect(isTurnedAway(loadShedder)).toBe(true);
});

test('a request whose body ends while all slots are taken is refused on the slow path, and takes none', async () => {
  const refused: boolean[] = [];
  const { loadShedder, begun } = await listen(answering, (request) => {
    request.resume().once('end', () => refused.push(stateOf(request).isShed));
  });
  const socket = await send(unfinished['spelled otherwise']);
  await eventually(async () => expect(begun()).toBe(1));
  for (let count = 0; count < 100; count += 1) loadShedder.began({ headers: {}, socket });
  loadShedder.sample(1_000);
  socket.write('":');
  await eventually(async () => expect(refused).toEqual([true]));
  loadShedder.ended();
  expect(isTurnedAway(loadShedder)).toBe(false);
});

test('a request whose body ends while all slots are taken is refused', async () => {
  const { loadShedder, observed, begun } = await listen(answering, () => undefined);
  const socket = await send(unfinished['of known length']);
  await eventually(async () => expect(begun()).toBe(1));
  for (let count = 0; count < 400; count += 1) loadShedder.began({ headers: {}, socket });
  loadShedder.sample(1_000);
  socket.write('":');
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 503 [\s\S]*retry-after: 1[\s\S]*OVERLOADED/i);
  expect(observed).toEqual([503]);
});
