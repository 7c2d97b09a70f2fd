import { expect, test } from 'vitest';
import { DocumentTurns } from './document-turns.ts';

const large = 2_001;
const small = 2_000;
const present = { aborted: false };
const manyMs = 60_000;
const overloaded = { code: 'OVERLOADED', extensions: { retryAfter: 1 } };

/** Turns of the event loop since. */
function countTurns() {
  let turns = 0;
  let timer = setImmediate(function count() {
    turns += 1;
    timer = setImmediate(count);
  });
  return { now: () => turns, end: () => clearImmediate(timer) };
}

test('between two large documents, and between the steps of one, a whole turn of the event loop passes', async () => {
  const turns = new DocumentTurns(manyMs);
  const loop = countTurns();
  const begun: (readonly [string, number])[] = [];
  const work = async (name: string) => {
    await turns.enter(large, name, present);
    begun.push([name, loop.now()]);
    await turns.step(large);
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
  const turns = new DocumentTurns(manyMs);
  const loop = countTurns();
  const entered = Array.from({ length: 5 }, () => turns.enter(large, 'crowd', present));
  await turns.enter(small, 'crowd', present);
  await turns.step(small);
  expect(loop.now()).toBe(0);
  loop.end();
  await Promise.all(entered);
});

test('many of one caller keep another one waiting for the one that has begun', async () => {
  const turns = new DocumentTurns(manyMs);
  const order: string[] = [];
  const enter = async (caller: string) => {
    await turns.enter(large, caller, present);
    order.push(caller);
  };
  await Promise.all([...Array.from({ length: 10 }, () => enter('crowd')), enter('somebody')]);
  expect(order.indexOf('somebody')).toBe(2);
});

test('of one caller no more than 32 wait, and there is room for others', async () => {
  const turns = new DocumentTurns(manyMs);
  const crowd = Array.from({ length: 40 }, () => turns.enter(large, 'crowd', present));
  const others = Array.from({ length: 3 }, (_, at) => turns.enter(large, `other ${at}`, present));
  const refused = (await Promise.allSettled(crowd)).filter(({ status }) => status === 'rejected');
  // One has begun at once.
  expect(refused).toHaveLength(7);
  expect(refused[0]).toMatchObject({ reason: overloaded });
  await Promise.all(others);
  await turns.enter(large, 'crowd', present);
});

test('nor do more than 256 callers', async () => {
  const turns = new DocumentTurns(manyMs);
  const all = Array.from({ length: 260 }, (_, at) => turns.enter(large, `caller ${at}`, present));
  const refused = (await Promise.allSettled(all)).filter(({ status }) => status === 'rejected');
  expect(refused).toHaveLength(3);
});

test('what nobody waits for any more is not begun, and takes no turn', async () => {
  const turns = new DocumentTurns(manyMs);
  const loop = countTurns();
  const first = turns.enter(large, 'caller', present);
  const gone = turns.enter(large, 'caller', { aborted: true });
  const last = turns.enter(large, 'caller', present).then(loop.now);
  await first;
  await expect(gone).rejects.toMatchObject(overloaded);
  expect(await last).toBe(2);
  loop.end();
});

test('whose turn does not come in time is sent away', async () => {
  const turns = new DocumentTurns(1);
  await turns.enter(large, 'crowd', present);
  let isOver = false;
  const late = turns.enter(large, 'caller', present).finally(() => {
    isOver = true;
  });
  late.catch(() => undefined);
  // What was begun goes on before anything enters.
  const steps = [turns.step(large)];
  while (!isOver) {
    steps.push(turns.step(large));
    await new Promise(setImmediate);
  }
  await expect(late).rejects.toMatchObject(overloaded);
  await Promise.all(steps);
});
