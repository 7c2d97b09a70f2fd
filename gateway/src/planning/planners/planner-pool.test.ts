import { eventually } from '@civic-graph/testing';
import { afterEach, expect, test, vi } from 'vitest';
import { systemCaller } from '../../lib/fair-queue.ts';
import { PlanWaiters } from '../plan-waiters.ts';
import { PlannerPool, type PlanningProcess } from './planner-pool.ts';

/** A planner that completes its plans on the test's command. */
class Steered implements PlanningProcess<string> {
  isRunning = true;
  isLoading = false;
  isBusyLong = false;
  endedByPlan = false;
  loadedAt = 0;
  at: string | null = null;
  #done: (plan: unknown) => void = () => undefined;

  plan(request: string): Promise<unknown> {
    this.at = request;
    return new Promise((resolve) => {
      this.#done = resolve;
    });
  }

  async finish(): Promise<void> {
    const done = this.#done;
    this.at = null;
    this.isBusyLong = false;
    done('plan');
    await new Promise(setImmediate);
  }
}

function poolOf(waitMs = 60_000) {
  const [first, second] = [new Steered(), new Steered()];
  const pool = new PlannerPool({ processes: [first, second], busyAfterMs: 1, waitMs });
  const ask = (caller: string, ...requests: readonly string[]) =>
    requests.map((request) => {
      const plan = pool.plan(request, new PlanWaiters(caller));
      // Operations left waiting would be rejected during another file's tests.
      plan.catch(() => undefined);
      return plan;
    });
  return { first, second, pool, ask };
}

afterEach(() => vi.useRealTimers());

test('a hundred operations of one caller delay another caller by one plan', async () => {
  const { first, second, ask } = poolOf();
  ask('crowd', ...Array.from({ length: 100 }, (_, at) => `crowd ${at}`));
  const [answer] = ask('somebody', 'theirs');
  expect([first.at, second.at]).toEqual(['crowd 0', null]);
  await first.finish();
  expect(first.at).toBe('theirs');
  await first.finish();
  expect(await answer).toBe('plan');
  expect(first.at).toBe('crowd 1');
});

test('new operations go to the second planner while the first runs a long plan', async () => {
  const { first, second, ask } = poolOf();
  ask('crowd', 'long');
  ask('somebody', 'theirs');
  expect(second.at).toBeNull();
  first.isBusyLong = true;
  await eventually(async () => expect(second.at).toBe('theirs'));
});

test('a heavy caller gets no second process while it has one, and others do', async () => {
  const { first, second, ask } = poolOf();
  // The restart of an ended process counts as the caller's usage, too.
  ask('crowd', 'ends it');
  first.endedByPlan = true;
  await first.finish();
  expect(second.at).toBeNull();
  first.endedByPlan = false;
  ask('crowd', 'long', 'longer');
  expect(first.at).toBe('long');
  first.isBusyLong = true;
  const [answer] = ask('somebody', 'theirs');
  await eventually(async () => expect(second.at).toBe('theirs'));
  await second.finish();
  await answer;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect([first.at, second.at]).toEqual(['long', null]);
  await first.finish();
  expect([first.at, second.at]).toEqual(['longer', null]);
});

test('a running process is preferred to one that has to be started', () => {
  const { first, second, ask } = poolOf();
  first.isRunning = false;
  ask('somebody', 'theirs');
  expect([first.at, second.at]).toEqual([null, 'theirs']);
});

test('an operation that waits too long is rejected and never planned', async () => {
  const { first, ask } = poolOf(20);
  const [, late] = ask('crowd', 'long', 'late');
  await expect(late).rejects.toMatchObject({ code: 'OVERLOADED', extensions: { retryAfter: 1 } });
  await first.finish();
  expect(first.at).toBeNull();
});

test('a process start does not count as waiting', async () => {
  const { first, ask } = poolOf(20);
  first.isLoading = true;
  const [, patient] = ask('somebody', 'first', 'second');
  await new Promise((resolve) => setTimeout(resolve, 100));
  first.isLoading = false;
  await first.finish();
  await first.finish();
  expect(await patient).toBe('plan');
});

test('an operation that several callers wait for is planned once, at the earliest of their turns', async () => {
  const { first, pool, ask } = poolOf();
  ask('crowd', ...Array.from({ length: 50 }, (_, at) => `crowd ${at}`));
  const callers = new PlanWaiters('crowd');
  const popular = pool.plan('popular', callers);
  callers.join('somebody');
  const others = ask('third', 'other');
  await first.finish();
  expect(first.at).toBe('popular');
  // Too late for another place.
  callers.join('fourth');
  await first.finish();
  expect(await popular).toBe('plan');
  expect(first.at).toBe('other');
  await first.finish();
  await others[0];
  for (let at = 1; at < 50; at += 1) {
    expect(first.at).toBe(`crowd ${at}`);
    await first.finish();
  }
  expect(first.at).toBeNull();
});

test('a caller that gives up does not cancel later callers of the same operation', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const { first, pool, ask } = poolOf(100);
  ask('crowd', 'long');
  const callers = new PlanWaiters('crowd');
  const popular = pool.plan('popular', callers);
  const [late] = ask('crowd', 'late');
  vi.advanceTimersByTime(50);
  callers.join('somebody');
  vi.advanceTimersByTime(60);
  await expect(late).rejects.toMatchObject({ code: 'OVERLOADED' });
  await first.finish();
  expect(first.at).toBe('popular');
  await first.finish();
  expect(await popular).toBe('plan');
});

test('an operation is dropped once its last caller gives up', async () => {
  const { first, pool, ask } = poolOf(20);
  ask('crowd', 'long');
  const callers = new PlanWaiters('crowd');
  const popular = pool.plan('popular', callers);
  callers.join('somebody');
  await expect(popular).rejects.toMatchObject({ code: 'OVERLOADED' });
  await first.finish();
  expect(first.at).toBeNull();
});

test("the gateway's own work comes first, however much it was, and is never dropped", async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const { first, ask } = poolOf();
  for (let times = 0; times < 2; times += 1) {
    const [, late] = ask('crowd', 'long', 'late');
    const [own] = ask(systemCaller, 'own');
    vi.advanceTimersByTime(70_000);
    await expect(late).rejects.toMatchObject({ code: 'OVERLOADED' });
    ask('somebody', 'theirs');
    await first.finish();
    expect(first.at).toBe('own');
    vi.advanceTimersByTime(5_000);
    await first.finish();
    expect(await own).toBe('plan');
    expect(first.at).toBe('theirs');
    await first.finish();
  }
});

test('a full queue rejects the next operation immediately', async () => {
  const { ask } = poolOf();
  ask('crowd', 'long');
  for (let at = 0; at < 1_000; at += 1) ask(`caller ${at}`, 'theirs');
  await expect(ask('one more', 'theirs')[0]).rejects.toMatchObject({ code: 'OVERLOADED' });
});

test('a process that ends during loading is charged to nobody', async () => {
  const { first, second, ask } = poolOf();
  ask('somebody', 'theirs');
  first.isRunning = false;
  await first.finish();
  first.isRunning = true;
  ask('somebody', 'long', 'longer');
  expect(first.at).toBe('long');
  first.isBusyLong = true;
  await eventually(async () => expect(second.at).toBe('longer'));
});
