import { expect, test } from 'vitest';
import { AbortWatch } from '../abort-watch.ts';
import { Connection } from './connection.ts';
import { Exchange } from './exchange.ts';

test('a connection that does not come about in time fails its call, and is told to be lost once', async () => {
  const lost: unknown[] = [];
  const never = { host: 'agency.example', port: 1, lookup: () => undefined };
  const connection = new Connection(
    { target: never, connectTimeoutMs: 10, maxResponseBytes: 1, isWanted: () => true },
    { released: () => lost.push('released'), lost: (which) => lost.push(which) },
  );
  const signal = new AbortController().signal;
  const exchange = new Exchange(
    { text: 'POST', encoding: 'latin1' },
    { headers: {}, body: '', isRepeatable: true, signal, endsAt: Number.POSITIVE_INFINITY },
    new AbortWatch(),
  );
  connection.send(exchange);
  await expect(exchange.answer).rejects.toMatchObject({ code: 'CONNECT_TIMEOUT' });
  connection.destroy();
  expect(lost).toEqual([connection]);
});
