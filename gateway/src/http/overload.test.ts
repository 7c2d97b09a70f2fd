import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Overload } from './overload.ts';

// The time goes on where the test says so; turns of the loop are real.
beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

test('while the loop is late fewer are taken on, never none; on time again, more and in the end any number', async () => {
  const overload = new Overload(60);
  const begin = async (turns: number) => {
    for (let turn = 0; turn < turns; turn++) {
      for (let count = 0; count < 200; count++) overload.began();
      await nextTurn();
      await nextTurn();
    }
  };
  await begin(5);
  expect(overload.isFull).toBe(false);
  overload.sample(61);
  expect(overload.isFull).toBe(true);
  for (let count = 0; count < 401; count++) overload.ended();
  expect(overload.isFull).toBe(false);
  for (let count = 0; count < 30; count++) overload.sample(200);
  for (let count = 0; count < 500; count++) overload.ended();
  expect(overload.isFull).toBe(false);
  overload.began();
  expect(overload.isFull).toBe(true);
  for (let count = 0; count < 100; count++) overload.sample(5);
  await begin(100);
  expect(overload.isFull).toBe(false);
});

test('of those that come in one turn of the loop, no more are taken on than fit in it', async () => {
  const overload = new Overload();
  const keepBusy = () => vi.advanceTimersByTime(60);
  for (let count = 0; count < 99; count++) overload.began();
  keepBusy();
  expect(overload.isFull).toBe(false);
  overload.began();
  expect(overload.isFull).toBe(true);
  await nextTurn();
  await nextTurn();
  for (let count = 0; count < 300; count++) overload.began();
  expect(overload.isFull).toBe(false);
  keepBusy();
  expect(overload.isFull).toBe(true);
});

test('nor more than 400, however little it took to begin them', async () => {
  const overload = new Overload();
  for (let count = 0; count < 399; count++) overload.began();
  expect(overload.isFull).toBe(false);
  overload.began();
  expect(overload.isFull).toBe(true);
  await nextTurn();
  await nextTurn();
  // However many are under way.
  expect(overload.isFull).toBe(false);
});
