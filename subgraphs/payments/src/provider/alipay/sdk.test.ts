import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import './sdk.ts';

test('one error may end several sockets, as when a connection pool is closed', () => {
  const sockets = [new Socket(), new Socket()];
  for (const socket of sockets) socket.on('error', () => undefined);
  const error = new Error('closed');
  for (const socket of sockets) socket.destroy(error);
  expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true, true]);
});
