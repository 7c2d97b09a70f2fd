import { once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate as nextRound } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { within } from './within.ts';

/** Answers at once, in another thread. @returns its port */
async function startEcho(): Promise<number> {
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads');
     const server = require('node:net').createServer((socket) => socket.pipe(socket));
     server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`,
    { eval: true },
  );
  onTestFinished(() => void worker.terminate());
  const [port] = await once(worker, 'message');
  return port;
}

test('counts an answer that came while the event loop was blocked', async () => {
  const socket = connect(await startEcho(), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  socket.write('ping');
  const answer = within(50, once(socket, 'data'));
  await nextRound();
  for (const start = performance.now(); performance.now() - start < 200; );
  expect(String(await answer)).toBe('ping');
});

test('gives up where nothing comes', async () => {
  await expect(within(20, new Promise(() => undefined))).rejects.toThrow('no answer in 20 ms');
});
