import { once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate as nextRound } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { within } from './within.ts';

/** Answers in another thread, and then sets `answered` to 1. @returns its port */
async function startEcho(answered: Int32Array): Promise<number> {
  const worker = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads');
     const answer = (socket) => (bytes) => socket.write(bytes, () => {
       Atomics.store(workerData, 0, 1);
       Atomics.notify(workerData, 0);
     });
     const server = require('node:net').createServer((socket) => socket.on('data', answer(socket)));
     server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`,
    { eval: true, workerData: answered },
  );
  onTestFinished(() => void worker.terminate());
  const [port] = await once(worker, 'message');
  return port;
}

test('counts an answer that came while the event loop was blocked', async () => {
  const answered = new Int32Array(new SharedArrayBuffer(4));
  const socket = connect(await startEcho(answered), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  socket.write('ping');
  const answer = within(50, once(socket, 'data'));
  await nextRound();
  Atomics.wait(answered, 0, 0);
  // Longer than the time limit.
  Atomics.wait(answered, 0, 1, 100);
  expect(String(await answer)).toBe('ping');
});

test('gives up where nothing comes', async () => {
  await expect(within(20, new Promise(() => undefined))).rejects.toThrow('no answer in 20 ms');
});
