import type { Socket } from 'node:net';
import { setImmediate as nextIteration } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LoadShedder } from './load-shedding.ts';

const from = (address: string) => ({ headers: {}, socket: { remoteAddress: address } as Socket });
const somebody = from('192.0.2.1');
const networkOf = ({ socket }: { readonly socket: Socket }) => socket.remoteAddress ?? '';
/** From ever other networks. */
const begin = (loadShedder: LoadShedder, count: number) => {
  for (let at = 0; at < count; at++) loadShedder.began(from(`192.0.2.${at % 100}`));
};

// Time advances only when the test says so; event loop iterations are real.
beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

test('accepts fewer requests while the event loop lags, never none; the limit rises again once it is on time', async () => {
  const loadShedder = new LoadShedder(networkOf, 60);
  const beginIn = async (turns: number) => {
    for (let turn = 0; turn < turns; turn++) {
      begin(loadShedder, 200);
      await nextIteration();
      await nextIteration();
    }
  };
  await beginIn(5);
  expect(loadShedder.isFullFor(somebody)).toBe(false);
  loadShedder.sample(61);
  expect(loadShedder.isFullFor(somebody)).toBe(true);
  for (let count = 0; count < 401; count++) loadShedder.ended();
  expect(loadShedder.isFullFor(somebody)).toBe(false);
  for (let count = 0; count < 30; count++) loadShedder.sample(200);
  for (let count = 0; count < 500; count++) loadShedder.ended();
  expect(loadShedder.isFullFor(somebody)).toBe(false);
  loadShedder.began(somebody);
  expect(loadShedder.isFullFor(somebody)).toBe(true);
  for (let count = 0; count < 100; count++) loadShedder.sample(5);
  await beginIn(100);
  expect(loadShedder.isFullFor(somebody)).toBe(false);
});

test('accepts at most the requests that fit in one event loop iteration', async () => {
  const loadShedder = new LoadShedder(networkOf);
  const keepBusy = () => vi.advanceTimersByTime(60);
  begin(loadShedder, 99);
  keepBusy();
  expect(loadShedder.isFullFor(somebody)).toBe(false);
  loadShedder.began(somebody);
  expect(loadShedder.isFullFor(somebody)).toBe(true);
  await nextIteration();
  await nextIteration();
  begin(loadShedder, 300);
  expect(loadShedder.isFullFor(somebody)).toBe(false);
  keepBusy();
  expect(loadShedder.isFullFor(somebody)).toBe(true);
});

test('accepts at most 400 in an iteration, however quickly they begin', async () => {
  const loadShedder = new LoadShedder(networkOf);
  begin(loadShedder, 399);
  expect(loadShedder.isFullFor(somebody)).toBe(false);
  loadShedder.began(somebody);
  expect(loadShedder.isFullFor(somebody)).toBe(true);
  await nextIteration();
  await nextIteration();
  // However many are under way.
  expect(loadShedder.isFullFor(somebody)).toBe(false);
});

test('one network leaves room for others in each iteration, however many requests it sends', async () => {
  const loadShedder = new LoadShedder(networkOf);
  for (let turn = 0; turn < 2; turn++) {
    for (let count = 0; count < 300; count++) {
      expect(loadShedder.isFullFor(somebody)).toBe(false);
      loadShedder.began(somebody);
    }
    expect(loadShedder.isFullFor(somebody)).toBe(true);
    expect(loadShedder.isFullFor(from('192.0.2.2'))).toBe(false);
    await nextIteration();
    await nextIteration();
  }
});
