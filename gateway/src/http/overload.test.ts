import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Overload } from './overload.ts';

test('while the loop is late fewer are taken on, never none; on time again, more and in the end any number', () => {
  const overload = new Overload(60);
  for (let count = 0; count < 1_000; count++) overload.began();
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
  for (let count = 0; count < 20_000; count++) overload.began();
  expect(overload.isFull).toBe(false);
});

test('of those that come in one turn of the loop, no more are taken on than fit in it', async () => {
  const overload = new Overload();
  const keepBusy = () => {
    for (const since = performance.now(); performance.now() - since < 60; );
  };
  for (let count = 0; count < 99; count++) overload.began();
  keepBusy();
  expect(overload.isFull).toBe(false);
  overload.began();
  expect(overload.isFull).toBe(true);
  await nextTurn();
  await nextTurn();
  for (let count = 0; count < 1_000; count++) overload.began();
  expect(overload.isFull).toBe(false);
  keepBusy();
  expect(overload.isFull).toBe(true);
});
