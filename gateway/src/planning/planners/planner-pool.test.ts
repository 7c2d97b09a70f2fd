import { eventually } from '@civic-graph/testing';
import { afterEach, expect, test, vi } from 'vitest';
import { nobody } from '../../lib/fair-queue.ts';
import { PlanWaiters } from '../plan-waiters.ts';
import { PlannerPool, type PlanningProcess } from './planner-pool.ts';

/** A planner that completes its plans on the test's command. */
class Steered implements PlanningProcess<string> {
  isRunning = true;
  isLoading = false;
  isHeldUp = false;
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
    this.isHeldUp = false;
    done('plan');
    await new Promise(setImmediate);
  }
}

function turnsOf(waitMs = 60_000) {
  const [first, second] = [new Steered(), new Steered()];
  const turns = new PlannerPool({ processes: [first, second], heldUpMs: 1, waitMs });
  const ask = (caller: string, ...requests: readonly string[]) =>
    requests.map((request) => {
      const plan = turns.plan(request, new PlanWaiters(caller));
      // Operations left waiting would be rejected during another file's tests.
      plan.catch(() => undefined);
      return plan;
    });
  return { first, second, turns, ask };
}

afterEach(() => vi.useRealTimers());

test('a hundred operations of one caller delay another caller by one plan', async () => {
  const { first, second, ask } = turnsOf();
  ask('crowd', ...Array.from({ length: 100 }, (_, at) => `crowd ${at}`));
  const [his] = ask('somebody', 'his');
  expect([first.at, second.at]).toEqual(['crowd 0', null]);
  await first.finish();
  expect(first.at).toBe('his');
  await first.finish();
  expect(await his).toBe('plan');
  expect(first.at).toBe('crowd 1');
});

test('new operations go to the second planner while the first runs a long plan', async () => {
  const { first, second, ask } = turnsOf();
  ask('crowd', 'long');
  ask('somebody', 'his');
  expect(second.at).toBeNull();
  first.isHeldUp = true;
  await eventually(async () => expect(second.at).toBe('his'));
});

test('a heavy caller gets no second process while it has one, and others do', async () => {
  const { first, second, ask } = turnsOf();
  // The restart of an ended process counts as the caller's usage, too.
  ask('crowd', 'ends it');
  first.endedByPlan = true;
  await first.finish();
  expect(second.at).toBeNull();
  first.endedByPlan = false;
  ask('crowd', 'long', 'longer');
  expect(first.at).toBe('long');
  first.isHeldUp = true;
  const [his] = ask('somebody', 'his');
  await eventually(async () => expect(second.at).toBe('his'));
  await second.finish();
  await his;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect([first.at, second.at]).toEqual(['long', null]);
  await first.finish();
  expect([first.at, second.at]).toEqual(['longer', null]);
});

test('a running process is preferred to one that has to be started', () => {
  const { first, second, ask } = turnsOf();
  first.isRunning = false;
  ask('somebody', 'his');
  expect([first.at, second.at]).toEqual([null, 'his']);
});

test('an operation that waits too long is rejected and never planned', async () => {
  const { first, ask } = turnsOf(20);
  const [, late] = ask('crowd', 'long', 'late');
  await expect(late).rejects.toMatchObject({ code: 'OVERLOADED', extensions: { retryAfter: 1 } });
  await first.finish();
  expect(first.at).toBeNull();
});

test('a process start does not count as waiting', async () => {
  const { first, ask } = turnsOf(20);
  first.isLoading = true;
  const [, patient] = ask('somebody', 'first', 'second');
  await new Promise((resolve) => setTimeout(resolve, 100));
  first.isLoading = false;
  await first.finish();
  await first.finish();
  expect(await patient).toBe('plan');
});

test('a caller that wants a waiting operation has it planned at its own turn, once', async () => {
  const { first, turns, ask } = turnsOf();
  ask('crowd', ...Array.from({ length: 50 }, (_, at) => `crowd ${at}`));
  const callers = new PlanWaiters('crowd');
  const popular = turns.plan('popular', callers);
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
  const { first, turns, ask } = turnsOf(100);
  ask('crowd', 'long');
  const callers = new PlanWaiters('crowd');
  const popular = turns.plan('popular', callers);
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
  const { first, turns, ask } = turnsOf(20);
  ask('crowd', 'long');
  const callers = new PlanWaiters('crowd');
  const popular = turns.plan('popular', callers);
  callers.join('somebody');
  await expect(popular).rejects.toMatchObject({ code: 'OVERLOADED' });
  await first.finish();
  expect(first.at).toBeNull();
});

test("the gateway's own work comes first, however much it was, and is never dropped", async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const { first, ask } = turnsOf();
  for (let times = 0; times < 2; times += 1) {
    const [, late] = ask('crowd', 'long', 'late');
    const [own] = ask(nobody, 'own');
    vi.advanceTimersByTime(70_000);
    await expect(late).rejects.toMatchObject({ code: 'OVERLOADED' });
    ask('somebody', 'his');
    await first.finish();
    expect(first.at).toBe('own');
    vi.advanceTimersByTime(5_000);
    await first.finish();
    expect(await own).toBe('plan');
    expect(first.at).toBe('his');
    await first.finish();
  }
});

test('a full queue rejects the next operation at once', async () => {
  const { ask } = turnsOf();
  ask('crowd', 'long');
  for (let at = 0; at < 1_000; at += 1) ask(`caller ${at}`, 'his');
  await expect(ask('one more', 'his')[0]).rejects.toMatchObject({ code: 'OVERLOADED' });
});

test('a process that ends during loading is charged to nobody', async () => {
  const { first, second, ask } = turnsOf();
  ask('somebody', 'his');
  first.isRunning = false;
  await first.finish();
  first.isRunning = true;
  ask('somebody', 'long', 'longer');
  expect(first.at).toBe('long');
  first.isHeldUp = true;
  await eventually(async () => expect(second.at).toBe('longer'));
});
