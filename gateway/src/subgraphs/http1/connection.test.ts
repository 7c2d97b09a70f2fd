import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { response } from '../../../test/fixtures/raw-server.ts';
import { DeadlineTimer } from '../http/deadline-timer.ts';
import { Connection } from './connection.ts';
import { Exchange } from './exchange.ts';

const newExchange = (isRepeatable = true) =>
  new Exchange(
    { text: 'POST', encoding: 'latin1' },
    {
      headers: {},
      body: '',
      isRepeatable,
      signal: new AbortController().signal,
      endsAt: Number.POSITIVE_INFINITY,
    },
    new DeadlineTimer(),
  );

test('a connection that times out fails its call, and is reported lost once', async () => {
  const lost: unknown[] = [];
  const never = { host: 'agency.example', port: 1, lookup: () => undefined };
  const connection = new Connection(
    { target: never, connectTimeoutMs: 10, maxResponseBytes: 1, isWanted: () => true },
    { released: () => lost.push('released'), lost: (which) => lost.push(which) },
  );
  const exchange = newExchange();
  connection.send(exchange);
  await expect(exchange.answer).rejects.toMatchObject({ code: 'CONNECT_TIMEOUT' });
  connection.destroy();
  expect(lost).toEqual([connection]);
});

test.each([
  ['a query', true],
  ['a mutation', false],
])(
  'data that arrives before a request was sent is not its answer, and %s is sent again',
  async (_, isRepeatable) => {
    const accepted: Socket[] = [];
    const server = createServer((socket) => {
      accepted.push(socket.setNoDelay(true));
      socket.once('data', () => socket.write(response('1')));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const lost: unknown[] = [];
    const connection = new Connection(
      {
        target: { host: '127.0.0.1', port },
        connectTimeoutMs: 5_000,
        maxResponseBytes: 100,
        isWanted: () => true,
      },
      { released: () => undefined, lost: (_, unanswered) => lost.push(unanswered) },
    );
    const [first, second] = [newExchange(), newExchange(isRepeatable)];
    connection.send(first);
    expect(await first.answer).toMatchObject({ text: '1' });
    // Timers run before reads, and reads before the end of the iteration.
    await new Promise<void>((resolve) => {
      setTimeout(() => {
        accepted[0]?.write(response('surplus'));
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
        connection.send(second);
        resolve();
      }, 1);
    });
    await expect.poll(() => lost).toEqual([second]);
    expect(second.isSettled).toBe(false);
    accepted[0]?.destroy();
    server.close();
  },
);
