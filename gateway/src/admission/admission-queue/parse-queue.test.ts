import { expect, test } from 'vitest';
import { ParseQueue } from './parse-queue.ts';

const large = 2_001;
const small = 2_000;
const present = { aborted: false };
const manyMs = 60_000;
const overloaded = { code: 'OVERLOADED', extensions: { retryAfter: 1 } };

/** Turns of the event loop since. */
function countTurns() {
  let parseQueue = 0;
  let timer = setImmediate(function count() {
    parseQueue += 1;
    timer = setImmediate(count);
  });
  return { now: () => parseQueue, end: () => clearImmediate(timer) };
}

test('between two large documents, and between the steps of one, a whole turn of the event loop passes', async () => {
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

test('small ones do not wait, however many large ones do', async () => {
  const parseQueue = new ParseQueue(manyMs);
  const loop = countTurns();
  const entered = Array.from({ length: 5 }, () => parseQueue.enter(large, 'crowd', present));
  await parseQueue.enter(small, 'crowd', present);
  await parseQueue.step(small);
  expect(loop.now()).toBe(0);
  loop.end();
  await Promise.all(entered);
});

test('many of one caller keep another one waiting for the one that has begun', async () => {
  const parseQueue = new ParseQueue(manyMs);
  const order: string[] = [];
  const enter = async (caller: string) => {
    await parseQueue.enter(large, caller, present);
    order.push(caller);
  };
  await Promise.all([...Array.from({ length: 10 }, () => enter('crowd')), enter('somebody')]);
  expect(order.indexOf('somebody')).toBe(2);
});

test('of one caller no more than 32 wait, and there is room for others', async () => {
  const parseQueue = new ParseQueue(manyMs);
  const crowd = Array.from({ length: 40 }, () => parseQueue.enter(large, 'crowd', present));
  const others = Array.from({ length: 3 }, (_, at) => parseQueue.enter(large, `other ${at}`, present));
  const refused = (await Promise.allSettled(crowd)).filter(({ status }) => status === 'rejected');
  // One has begun at once.
  expect(refused).toHaveLength(7);
  expect(refused[0]).toMatchObject({ reason: overloaded });
  await Promise.all(others);
  await parseQueue.enter(large, 'crowd', present);
});

test('nor do more than 256 callers', async () => {
  const parseQueue = new ParseQueue(manyMs);
  const all = Array.from({ length: 260 }, (_, at) => parseQueue.enter(large, `caller ${at}`, present));
  const refused = (await Promise.allSettled(all)).filter(({ status }) => status === 'rejected');
  expect(refused).toHaveLength(3);
});

test('what nobody waits for any more is not begun, and takes no turn', async () => {
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

test('whose turn does not come in time is sent away', async () => {
  const parseQueue = new ParseQueue(1);
  await parseQueue.enter(large, 'crowd', present);
  let isOver = false;
  const late = parseQueue.enter(large, 'caller', present).finally(() => {
    isOver = true;
  });
  late.catch(() => undefined);
  // What was begun goes on before anything enters.
  const steps = [parseQueue.step(large)];
  while (!isOver) {
    steps.push(parseQueue.step(large));
    await new Promise(setImmediate);
  }
  await expect(late).rejects.toMatchObject(overloaded);
  await Promise.all(steps);
});
