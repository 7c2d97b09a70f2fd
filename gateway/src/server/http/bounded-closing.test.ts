import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { startTestGateway } from '../../../test/fixtures/gateway.ts';

/** A gateway that closes while a client has done this much. */
async function closingTime(begin: (socket: Socket) => void): Promise<number> {
  const graph = await startTestGateway({ requestTimeoutMs: 1_000, deadlineMs: 500 });
  const { hostname, port } = new URL((await graph.gateway.listen()).url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  begin(socket);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const start = performance.now();
  await graph.close();
  socket.destroy();
  return performance.now() - start;
}

const head =
  'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n';

test.each<[string, (socket: Socket) => void]>([
  ['has sent nothing', () => undefined],
  ['has sent half a head', (socket) => socket.write(head.slice(0, 20))],
  ['has sent half a body', (socket) => socket.write(`${head}{"query"`)],
  ['has had its answer', (socket) => socket.write('GET /livez HTTP/1.1\r\nhost: x\r\n\r\n')],
])('a gateway that stops does not wait for a client that %s', async (_name, begin) => {
  // A connection that is kept lasts 72 seconds.
  expect(await closingTime(begin)).toBeLessThan(20_000);
});
