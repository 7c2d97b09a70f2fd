import { expect, test } from 'vitest';
import type { PlanNode } from '../plan.ts';
import { PlanError, type Planner } from '../planner.ts';
import { withFallback } from './fallback-planner.ts';

const context = { labels: new Set<string>(), percentage: 0 } as never;
const answer = (name: string): PlanNode => ({ kind: 'sequence', nodes: [], name }) as never;
const planner = (name: string, fails = ''): Planner => ({
  name,
  plan: async (operation) => {
    if (operation === fails) throw new PlanError(`${name} does not plan ${operation}`);
    return answer(name);
  },
});

test('the fallback is created once, and only if the first planner finds no plan', async () => {
  let made = 0;
  const reasons: string[] = [];
  const createSecond = async () => {
    made += 1;
    return planner('second', '{ d }');
  };
  const report = (reason: unknown) => reasons.push(String(reason));
  const both = withFallback(planner('first', '{ b }'), createSecond, report);
  expect(both.name).toBe('first');
  expect(await both.plan('{ a }', context)).toEqual(answer('first'));
  expect(made).toBe(0);
  expect(await both.plan('{ b }', context)).toEqual(answer('second'));
  expect(await both.plan('{ b }', context)).toEqual(answer('second'));
  expect(made).toBe(1);
  expect(reasons).toEqual(['PlanError: first does not plan { b }', 'PlanError: first does not plan { b }']);
});

test('there is no plan if neither finds one', async () => {
  const both = withFallback(
    planner('first', '{ d }'),
    async () => planner('second', '{ d }'),
    () => undefined,
  );
  await expect(both.plan('{ d }', context)).rejects.toThrow('second does not plan { d }');
});
