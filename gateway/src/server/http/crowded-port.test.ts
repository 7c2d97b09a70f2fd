import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { eventually } from '@civic-graph/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestGateway, type TestGateway } from '../../../test/fixtures/gateway.ts';

/* Callers that would use up the capacity of others, on their own sockets. */

let graph: TestGateway;
let url: string;
let sockets: Socket[] = [];

beforeEach(async () => {
  graph = await startTestGateway();
  ({ url } = await graph.gateway.listen());
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
  await graph.close();
});

async function open(): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  sockets.push(socket);
  await once(socket, 'connect');
  return socket;
}

const json = { 'content-type': 'application/json' };
const ask = async (query = '{ people { name } }') =>
  (await fetch(`${url}/graphql`, { method: 'POST', headers: json, body: JSON.stringify({ query }) })).status;
const get = (query: string, more = '') =>
  `GET /graphql?query=${encodeURIComponent(query)} HTTP/1.1\r\nhost: gateway\r\napollo-require-preflight: 1\r\n${more}\r\n`;
const post = (query: string, more = '') => {
  const body = JSON.stringify({ query });
  return `POST /graphql HTTP/1.1\r\nhost: gateway\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n${more}\r\n${body}`;
};

test('pipelined requests run one after another and are answered in order, on both paths', async () => {
  await ask();
  let most = 0;
  let underWay = 0;
  graph.behave('people', (response, { body }) => {
    underWay += 1;
    most = Math.max(most, underWay);
    setTimeout(() => {
      underWay -= 1;
      response
        .writeHead(200, json)
        .end(
          JSON.stringify({ data: body.includes('mutation') ? { rename: { name: 'Eva' } } : { people: [] } }),
        );
    }, 5);
  });
  const socket = await open();
  const answers = text(socket);
  const rename = 'mutation { rename(id: "3", name: "Eva") { name } }';
  socket.write(
    `${get('{ people { id } }')}${post(rename)}${post(rename)}${post('{ people { name } }')}${get('{ nothing }', 'connection: close\r\n')}`,
  );
  const statuses = [...(await answers).matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => status);
  expect(statuses).toEqual(['200', '200', '200', '200', '400']);
  expect(most).toBe(1);
});

test('a connection on which hundreds wait is closed, and others are answered', async () => {
  for (let round = 0; round < 5; round += 1) {
    const socket = await open();
    socket.resume();
    socket.write(get('{ __typename }').repeat(450));
    // Not `once` of events: the end may be a reset.
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const statuses = await Promise.all(Array.from({ length: 20 }, () => ask()));
    expect(new Set(statuses)).toEqual(new Set([200]));
    await closed;
  }
});

test('a chunked body is answered like any other', async () => {
  const socket = await open();
  const answers = text(socket);
  const piece = (part: string) => `${part.length.toString(16)}\r\n${part}\r\n`;
  socket.write(
    'POST /graphql HTTP/1.1\r\nhost: gateway\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n',
  );
  socket.write(piece('{"query":'));
  await eventually(async () => expect(await ask()).toBe(200));
  socket.write(`${piece('"{ people { name } }"}')}0\r\n\r\n`);
  expect(await answers).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*"people":\[/);
});
