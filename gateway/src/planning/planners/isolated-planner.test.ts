import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { composeSupergraph } from '@civic-graph/supergraph';
import { expect, test, vi } from 'vitest';
import { PlanWaiters } from '../plan-waiters.ts';
import { PlanError } from '../planner.ts';
import { IsolatedPlanner, PlannerProcess, usualPlanBudget } from './isolated-planner.ts';
import { PoisonOperations } from './poison-operations.ts';

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])';
const sdl = composeSupergraph([
  {
    name: 'a',
    url: 'http://a.invalid',
    sdl: `${link} type Query { a: T } type T @key(fields: "id") { id: ID! }`,
  },
  { name: 'b', url: 'http://b.invalid', sdl: `${link} type T @key(fields: "id") { id: ID! name: String }` },
]);
const request = { supergraph: 's', sdl, labels: [], percentage: 0 };
const fine = { ...request, operation: '{ a { name } }' };
/** An operation that keeps the JavaScript planner busy. */
const aliases = (count: number) => ({
  ...request,
  operation: `{ ${Array.from({ length: count }, (_, at) => `a${at}: a { name }`).join(' ')} }`,
});

test('plans for one supergraph after another', async () => {
  const planner = new IsolatedPlanner('rust');
  const other = { ...fine, supergraph: 'other', operation: '{ a { id } }' };
  const plans = await Promise.all([planner.plan(fine), planner.plan(other), planner.plan(fine)]);
  expect(plans).toMatchObject([
    { node: { kind: 'Sequence' } },
    { node: { kind: 'Fetch' } },
    { node: { kind: 'Sequence' } },
  ]);
});

test('tries a supergraph in a process of its own only once, such as that of a rollback', async () => {
  const planner = new IsolatedPlanner('rust');
  const starts = vi.spyOn(PlannerProcess.prototype, 'end');
  const other = { sdl, supergraph: 'other' };
  for (const supergraph of [request, other, request, other]) await planner.load(supergraph);
  // A process that tried is ended; the first supergraph was read by the one that serves.
  expect(starts).toHaveBeenCalledTimes(1);
  starts.mockRestore();
});

test('reports why there is no plan', async () => {
  const planner = new IsolatedPlanner('rust');
  await expect(planner.plan({ ...request, operation: '{ nothing }' })).rejects.toThrow(PlanError);
  await expect(planner.plan(fine)).resolves.toBeDefined();
});

test('stops only the operation that exceeds its time', async () => {
  // No process starts within no time.
  const planner = new IsolatedPlanner('rust', { loadMs: 0 });
  const ended = await Promise.allSettled([planner.plan(fine), planner.plan(fine), planner.plan(fine)]);
  const beyond = { status: 'rejected', reason: { name: 'PlanBudgetError', message: 'more than 0 ms' } };
  expect(ended).toMatchObject([beyond, beyond, beyond]);
});

test('stops an operation that exceeds its memory', async () => {
  const planner = new IsolatedPlanner('rust', { maxBytes: 1_000_000 });
  await expect(planner.plan(fine)).rejects.toMatchObject({
    name: 'PlanBudgetError',
    message: 'more than 1 MB',
  });
});

test('rejects a caller that has waited too long, and drops its operation', async () => {
  const planner = new IsolatedPlanner('apollo', { waitMs: 50, planMs: 60_000 });
  // The start of a process does not count as waiting.
  const [first, ...others] = await Promise.allSettled(
    [aliases(500), ...Array(3).fill(fine)].map((each) => planner.plan(each, new PlanWaiters('somebody'))),
  );
  expect(first?.status).toBe('fulfilled');
  const overloaded = { status: 'rejected', reason: { code: 'OVERLOADED', extensions: { retryAfter: 1 } } };
  expect(others).toMatchObject([overloaded, overloaded, overloaded]);
  expect(await planner.plan(fine)).toMatchObject({ node: { kind: 'Sequence' } });
});

test('stops the JavaScript planner during its work, and continues with others', async () => {
  const planner = new IsolatedPlanner('apollo', { planMs: 500 });
  await planner.plan(fine);
  const stopped = planner.plan(aliases(2_000)).catch((error: unknown) => error);
  await setTimeout(200);
  expect(await planner.plan(fine, new PlanWaiters('somebody else'))).toMatchObject({
    node: { kind: 'Sequence' },
  });
  expect(await stopped).toMatchObject({ name: 'PlanBudgetError' });
  expect(await planner.plan(fine)).toMatchObject({ node: { kind: 'Sequence' } });
});

/** All planners of this worker: tests that run in it at the same time would lose theirs. */
function endAllPlanners(): void {
  for (const task of readdirSync('/proc/self/task')) {
    const children = readFileSync(`/proc/self/task/${task}/children`, 'utf8').split(' ').filter(Boolean);
    for (const pid of children.map(Number)) {
      try {
        const isPlanner = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('planner-process');
        if (isPlanner) process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended meanwhile.
      }
    }
  }
}

test.runIf(process.platform === 'linux')(
  'an operation that has ended the planner twice is not planned a third time',
  async () => {
    const planner = new IsolatedPlanner('apollo', { planMs: 60_000 });
    const poison = aliases(3_000);
    for (let times = 0; times < 2; times += 1) {
      await planner.plan(fine);
      const ended = planner.plan(poison).catch((error: unknown) => error);
      await setTimeout(50);
      endAllPlanners();
      expect(await ended).toMatchObject({ message: expect.stringContaining('The planner ended (SIGKILL)') });
    }
    await expect(planner.plan(poison)).rejects.toThrow('has ended twice');
    expect(await planner.plan(fine)).toMatchObject({ node: { kind: 'Sequence' } });
  },
);

test.runIf(process.platform === 'linux')(
  'an operation that has ended two planners at the same time is not planned again',
  async () => {
    const poison = new PoisonOperations();
    const one = new PlannerProcess('apollo', usualPlanBudget, poison);
    const other = new PlannerProcess('apollo', usualPlanBudget, poison);
    await Promise.all([one.plan(fine), other.plan(fine)]);
    const long = aliases(3_000);
    const both = [one, other].map((each) => each.plan(long).catch((error: unknown) => error));
    endAllPlanners();
    const ended = { message: expect.stringContaining('The planner ended (SIGKILL)') };
    expect(await Promise.all(both)).toMatchObject([ended, ended]);
    await expect(one.plan(long)).rejects.toThrow('has ended twice');
  },
);

test('does not plan an operation that ended two planners while it waited', async () => {
  const poison = new PoisonOperations();
  const process = new PlannerProcess('rust', usualPlanBudget, poison);
  poison.ended(fine);
  poison.ended(fine);
  await expect(process.plan(fine)).rejects.toThrow('has ended twice');
  expect([process.isRunning, process.endedByPlan]).toEqual([false, false]);
});

test.runIf(process.platform === 'linux')(
  'a crash while reading a supergraph is not blamed on an operation',
  async () => {
    const poison = new PoisonOperations();
    const process = new PlannerProcess('rust', usualPlanBudget, poison);
    for (let times = 0; times < 3; times += 1) {
      const ended = process.plan(fine).catch((error: unknown) => error);
      expect(process.isLoading).toBe(true);
      endAllPlanners();
      expect(await ended).toMatchObject({ message: expect.stringContaining('The planner ended (SIGKILL)') });
      expect([process.isLoading, process.endedByPlan]).toEqual([false, false]);
      expect(process.loadedAt).toBeGreaterThan(0);
    }
    expect(await process.plan(fine)).toMatchObject({ node: { kind: 'Sequence' } });
  },
);
