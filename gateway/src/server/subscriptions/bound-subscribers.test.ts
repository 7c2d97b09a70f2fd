import { createDpopKey, type DpopKey, eventually, personas } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startTestGateway, type TestGateway } from '../../../test/fixtures/gateway.ts';

const htu = 'https://gateway.test/graphql';
const query = 'subscription { ticks }';
let graph: TestGateway;
let url: string;
let key: DpopKey;
let token: string;

beforeAll(async () => {
  graph = await startTestGateway();
  url = `${(await graph.gateway.listen()).url}/graphql`;
  key = await createDpopKey();
  token = await graph.issuer.mint(personas.lin, { claims: { cnf: { jkt: key.thumbprint } } });
});
afterAll(() => graph.close());

/** Long enough for the token to be verified many times without a proof. */
async function isStillOpen(count: number): Promise<void> {
  await eventually(() => expect(graph.streams).toHaveLength(count));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(graph.streams.at(-1)?.isOpen).toBe(true);
}

test('a proof opens one event stream, which continues without another', async () => {
  const dpop = await key.prove({ method: 'POST', url: htu, token });
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
  const open = (authorization: Record<string, string>) =>
    fetch(url, {
      method: 'POST',
      headers: { ...headers, ...authorization },
      body: JSON.stringify({ query }),
    });
  const opened = await open({ authorization: `DPoP ${token}`, dpop });
  expect(opened.status).toBe(200);
  await isStillOpen(1);
  await opened.body?.cancel();
  expect((await open({ authorization: `DPoP ${token}`, dpop })).status).toBe(401);
  expect((await open({ authorization: `Bearer ${token}` })).status).toBe(401);
});

test('a proof opens one WebSocket, which continues without another', async () => {
  const connect = async (payload: object) => {
    const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
    socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload })));
    return new Promise<[unknown, WebSocket]>((resolve) => {
      socket.once('message', (data) => resolve([JSON.parse(String(data)).type, socket]));
      socket.once('close', (code) => resolve([code, socket]));
    });
  };
  const dpop = await key.prove({ method: 'GET', url: htu, token });
  const [answer, socket] = await connect({ authorization: `DPoP ${token}`, dpop });
  expect(answer).toBe('connection_ack');
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
  await isStillOpen(2);
  expect((await connect({ authorization: `DPoP ${token}`, dpop }))[0]).toBe(4401);
  expect((await connect({ authorization: `DPoP ${token}` }))[0]).toBe(4401);
  expect((await connect({ authorization: `Bearer ${token}` }))[0]).toBe(4401);
  socket.terminate();
});
