import { Supergraph } from '@apollo/federation-internals';
import { anonymous, type Principal } from '@civic-graph/policy';
import { type OperationDefinitionNode, parse } from 'graphql';
import { expect, test } from 'vitest';
import { testLimits, testSupergraph } from '../../test/fixtures/gateway.ts';
import { Switchboard } from '../admission/kill-switches/switchboard.ts';
import { systemCaller } from '../lib/fair-queue.ts';
import type { PlanWaiters } from '../planning/plan-waiters.ts';
import type { Planner } from '../planning/planner.ts';
import { readPlan } from '../planning/planners/read-plan.ts';
import { admitSupergraph } from '../supergraph/served-supergraph.ts';
import { prepareOperation } from './prepared-operation.ts';

function prepareWith(plan: Planner['plan'], query = '{ people { name diary } }') {
  const served = admitSupergraph(testSupergraph, () => ({ name: 'test', plan }));
  const schema = Supergraph.build(served.gatewaySdl).apiSchema().toGraphQLJSSchema();
  const document = parse(query);
  const operation = document.definitions[0] as OperationDefinitionNode;
  return prepareOperation(
    served,
    schema,
    { text: query, document, operation },
    testLimits,
    'errors',
    new Switchboard(),
  );
}

const operator = (scopes: readonly string[]): Principal => ({
  kind: 'operator',
  clientId: 'c',
  subject: 's',
  scopes: [...scopes],
  roles: [],
  agency: 'a',
  purpose: null,
  assurance: 'high',
});

test.each<[string, Planner['plan']]>([
  ['that throws', () => Promise.reject(new Error('no path to Person.name'))],
  ['that throws no error', () => Promise.reject('no path to Person.name')],
  ['whose plan is not understood', async () => readPlan({ kind: 'QueryPlan', node: { kind: 'Defer' } })],
  ['whose plan is none', async () => readPlan('no path to Person.name')],
])(
  'a planner %s fails the operation as PLAN_FAILED, with its message only in the log',
  async (_name, plan) => {
    const failed = await prepareWith(plan)
      .forCaller(anonymous, {})
      .catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 'PLAN_FAILED', originalError: expect.any(Error) });
    expect(JSON.stringify(failed)).not.toMatch(/Person|Defer/);
  },
);

test('a failure is not cached', async () => {
  let attempts = 0;
  const prepared = prepareWith(async () => {
    attempts += 1;
    if (attempts === 1) throw new Error('out of memory');
    return null;
  });
  await expect(prepared.forCaller(anonymous, {})).rejects.toMatchObject({ code: 'PLAN_FAILED' });
  await expect(prepared.forCaller(anonymous, {})).resolves.toMatchObject({ plan: null });
});

test('one plan serves all callers with the same rights, also simultaneous ones', async () => {
  const planned: string[] = [];
  const prepared = prepareWith(async (operation) => {
    planned.push(operation);
    return null;
  });
  await Promise.all([
    prepared.forCaller(operator(['diary', 'x']), {}),
    prepared.forCaller(operator(['diary']), {}),
    prepared.forCaller(operator(['x']), {}),
    prepared.forCaller(operator([]), {}),
  ]);
  expect(planned.map((operation) => operation.includes('diary'))).toEqual([true, false]);
});

test('a caller that joins a plan in progress counts under its own name until the plan is ready', async () => {
  let made: (plan: null) => void = () => undefined;
  let waiting: PlanWaiters | undefined;
  const prepared = prepareWith((_operation, _side, callers) => {
    waiting = callers;
    return new Promise((resolve) => {
      made = resolve;
    });
  });
  const ask = (network?: string) => prepared.forCaller(anonymous, {}, network);
  const all = [ask('192.0.2.1'), ask('192.0.2.2'), ask('192.0.2.1')];
  expect(waiting?.names).toEqual(['-192.0.2.1', '-192.0.2.2']);
  made(null);
  expect(new Set(await Promise.all(all)).size).toBe(1);
  await ask('192.0.2.3');
  expect(waiting?.names).toHaveLength(2);
});

test('a plan without a requesting network counts for the gateway', async () => {
  let names: readonly string[] | undefined;
  const prepared = prepareWith(async (_operation, _side, callers) => {
    names = callers?.names;
    return null;
  });
  await prepared.forCaller(anonymous, {});
  expect(names).toEqual([systemCaller]);
});
