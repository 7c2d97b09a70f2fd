import { expect, test } from 'vitest';
import { ParseQueue } from './parse-queue.ts';

const large = 2_001;
const small = 2_000;
const present = { aborted: false };
const manyMs = 60_000;
const overloaded = { code: 'OVERLOADED', extensions: { retryAfter: 1 } };

/** Event loop iterations since the start. */
function countTurns() {
  let parseQueue = 0;
  let timer = setImmediate(function count() {
    parseQueue += 1;
    timer = setImmediate(count);
  });
  return { now: () => parseQueue, end: () => clearImmediate(timer) };
}

test('leaves a whole event loop iteration between two large documents and between the steps of one', async () => {
  const parseQueue = new ParseQueue(manyMs);
  const loop = countTurns();
  const begun: (readonly [string, number])[] = [];
  const work = async (name: string) => {
    await parseQueue.enter(large, name, present);
    begun.push([name, loop.now()]);
    await parseQueue.step(large);
    begun.push([`${name} again`, loop.now()]);
  };
  await Promise.all([work('one'), work('other')]);
  loop.end();
  expect(begun).toEqual([
    ['one', 0],
    ['one again', 2],
    ['other', 4],
    ['other again', 6],
  ]);
});

test('never makes small documents wait for large ones', async () => {
  const parseQueue = new ParseQueue(manyMs);
  const loop = countTurns();
  const entered = Array.from({ length: 5 }, () => parseQueue.enter(large, 'crowd', present));
  await parseQueue.enter(small, 'crowd', present);
  await parseQueue.step(small);
  expect(loop.now()).toBe(0);
  loop.end();
  await Promise.all(entered);
});

test('lets another caller wait only for the document in progress, however many one caller sends', async () => {
  const parseQueue = new ParseQueue(manyMs);
  const order: string[] = [];
  const enter = async (caller: string) => {
    await parseQueue.enter(large, caller, present);
    order.push(caller);
  };
  await Promise.all([...Array.from({ length: 10 }, () => enter('crowd')), enter('somebody')]);
  expect(order.indexOf('somebody')).toBe(2);
});

test('queues at most 32 documents per caller and keeps room for others', async () => {
  const parseQueue = new ParseQueue(manyMs);
  const crowd = Array.from({ length: 40 }, () => parseQueue.enter(large, 'crowd', present));
  const others = Array.from({ length: 3 }, (_, at) => parseQueue.enter(large, `other ${at}`, present));
  const refused = (await Promise.allSettled(crowd)).filter(({ status }) => status === 'rejected');
  // The first starts immediately.
  expect(refused).toHaveLength(7);
  expect(refused[0]).toMatchObject({ reason: overloaded });
  await Promise.all(others);
  await parseQueue.enter(large, 'crowd', present);
});

test('queues at most 256 callers', async () => {
  const parseQueue = new ParseQueue(manyMs);
  const all = Array.from({ length: 260 }, (_, at) => parseQueue.enter(large, `caller ${at}`, present));
  const refused = (await Promise.allSettled(all)).filter(({ status }) => status === 'rejected');
  expect(refused).toHaveLength(3);
});

test('skips a document that nobody waits for any more', async () => {
  const parseQueue = new ParseQueue(manyMs);
  const loop = countTurns();
  const first = parseQueue.enter(large, 'caller', present);
  const gone = parseQueue.enter(large, 'caller', { aborted: true });
  const last = parseQueue.enter(large, 'caller', present).then(loop.now);
  await first;
  await expect(gone).rejects.toMatchObject(overloaded);
  expect(await last).toBe(2);
  loop.end();
});

test('rejects a document whose wait exceeds the limit', async () => {
  const parseQueue = new ParseQueue(1);
  await parseQueue.enter(large, 'crowd', present);
  let isOver = false;
  const late = parseQueue.enter(large, 'caller', present).finally(() => {
    isOver = true;
  });
  late.catch(() => undefined);
  // Documents in progress continue before new ones enter.
  const steps = [parseQueue.step(large)];
  while (!isOver) {
    steps.push(parseQueue.step(large));
    await new Promise(setImmediate);
  }
  await expect(late).rejects.toMatchObject(overloaded);
  await Promise.all(steps);
});
