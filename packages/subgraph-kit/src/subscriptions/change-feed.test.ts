import { expect, test } from 'vitest';
import { ChangeFeed } from './change-feed.ts';

function counter(feed: ChangeFeed, key = 'a') {
  let reads = 0;
  return feed.watch(key, async () => ({ event: ++reads }));
}

test('sends the current state first, and then after each change of its key', async () => {
  const feed = new ChangeFeed();
  const events = counter(feed);
  expect(await events.next()).toEqual({ done: false, value: 1 });
  const second = events.next();
  feed.changed('b');
  feed.changed('a');
  expect(await second).toEqual({ done: false, value: 2 });
  feed.anythingChanged();
  expect(await events.next()).toEqual({ done: false, value: 3 });
});

test('coalesces changes that arrive faster than they are read', async () => {
  const feed = new ChangeFeed();
  const events = counter(feed);
  await events.next();
  for (let change = 0; change < 1_000; change++) feed.changed('a');
  expect(await events.next()).toEqual({ done: false, value: 2 });
  const third = events.next();
  let isThere = false;
  void third.then(() => {
    isThere = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(isThere).toBe(false);
  feed.changed('a');
  expect(await third).toEqual({ done: false, value: 3 });
});

test('reads again after a change during a read', async () => {
  const feed = new ChangeFeed();
  let reads = 0;
  const events = feed.watch('a', async () => {
    reads += 1;
    if (reads === 1) feed.changed('a');
    return { event: reads };
  });
  await events.next();
  expect(await events.next()).toEqual({ done: false, value: 2 });
});

test('skips an unchanged state; the last event ends it', async () => {
  const feed = new ChangeFeed();
  const answers = [null, { event: 'x' }, null, { event: 'y', isLast: true }];
  const events = feed.watch('a', async () => answers.shift() ?? null);
  const seen: string[] = [];
  const all = (async () => {
    for await (const event of events) seen.push(event);
  })();
  for (let change = 0; change < 4; change++) {
    feed.changed('a');
    await new Promise((resolve) => setImmediate(resolve));
  }
  await all;
  expect(seen).toEqual(['x', 'y']);
  expect(feed.size).toBe(0);
});

test('forgets a reader that leaves, also while waiting, or that fails', async () => {
  const feed = new ChangeFeed();
  const events = counter(feed);
  await events.next();
  const waiting = events.next();
  expect(feed.size).toBe(1);
  await events.return?.();
  expect(await waiting).toEqual({ done: true, value: undefined });
  const failing = feed.watch('a', () => Promise.reject(new Error('no')));
  await expect(failing.next()).rejects.toThrow('no');
  expect(feed.size).toBe(0);
});
