import { expect, test } from 'vitest';
import { DeadlineTimer, unscheduled } from './deadline-timer.ts';

test('ends the calls whose signal has aborted, and no others', async () => {
  const watch = new DeadlineTimer();
  const callers = [new AbortController(), new AbortController(), new AbortController()];
  const ended: number[] = [];
  const calls = callers.map(({ signal }, at) => {
    const call = {
      signal,
      endsAt: Number.POSITIVE_INFINITY,
      scheduledAt: unscheduled,
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
  // It starts again after idling.
  await new Promise((resolve) => setTimeout(resolve, 30));
  watch.add(calls[2]!);
  await expect.poll(() => ended).toEqual([0, 1, 2]);
});

test('ends calls whose deadline has passed, even if their caller still waits', async () => {
  const watch = new DeadlineTimer();
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
      scheduledAt: unscheduled,
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

test('ends each remaining call, whatever is removed before, twice or during the scan', async () => {
  const watch = new DeadlineTimer();
  const caller = new AbortController();
  const ended: number[] = [];
  const calls = Array.from({ length: 20 }, (_, at) => ({
    signal: caller.signal,
    endsAt: Number.POSITIVE_INFINITY,
    scheduledAt: unscheduled,
    abort() {
      ended.push(at);
      watch.delete(this);
      // A call removes another one, which may already be ended or still to come.
      if (at === 5) for (const other of [4, 6, 19]) watch.delete(calls[other]!);
    },
  }));
  for (const call of calls) watch.add(call);
  for (const call of calls) watch.add(call);
  for (const at of [0, 19, 7, 7, 10]) watch.delete(calls[at]!);
  watch.add(calls[19]!);
  caller.abort();
  const gone = new Set([0, 7, 10]);
  const maybe = new Set([4, 6, 19]);
  const sure = calls.map((_, at) => at).filter((at) => !gone.has(at) && !maybe.has(at));
  await expect.poll(() => ended.filter((at) => !maybe.has(at)).toSorted((a, b) => a - b)).toEqual(sure);
  expect(new Set(ended).size).toBe(ended.length);
  expect(ended.some((at) => gone.has(at))).toBe(false);
});
