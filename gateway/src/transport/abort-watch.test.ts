import { expect, test } from 'vitest';
import { AbortWatch } from './abort-watch.ts';

test('ends the calls whose signal has aborted, and no others', async () => {
  const watch = new AbortWatch();
  const callers = [new AbortController(), new AbortController(), new AbortController()];
  const ended: number[] = [];
  const calls = callers.map(({ signal }, at) => {
    const call = {
      signal,
      endsAt: Number.POSITIVE_INFINITY,
      abort() {
        ended.push(at);
        watch.delete(call);
      },
    };
    watch.add(call);
    return call;
  });
  watch.delete(calls[2]!);
  callers[0]!.abort();
  callers[2]!.abort();
  await expect.poll(() => ended).toEqual([0]);
  callers[1]!.abort();
  await expect.poll(() => ended).toEqual([0, 1]);
  // Once it was idle it starts again.
  await new Promise((resolve) => setTimeout(resolve, 30));
  watch.add(calls[2]!);
  await expect.poll(() => ended).toEqual([0, 1, 2]);
});

test('ends the calls whose time is up, though their caller still waits', async () => {
  const watch = new AbortWatch();
  const { signal } = new AbortController();
  const ended: string[] = [];
  const [soon, later] = [performance.now() + 20, performance.now() + 60_000];
  for (const [name, endsAt] of [
    ['soon', soon],
    ['later', later],
  ] as const) {
    const call = {
      signal,
      endsAt,
      abort() {
        ended.push(name);
        watch.delete(call);
      },
    };
    watch.add(call);
  }
  await expect.poll(() => ended).toEqual(['soon']);
  expect(performance.now()).toBeGreaterThanOrEqual(soon);
});
