import { type ErrorCode, PublicError } from '@civic-graph/errors';
import type { GatewayHealth } from '@civic-graph/releases';
import { GraphQLError } from 'graphql';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HealthCounter } from './health-counter.ts';
import { healthReports, type RolloutState } from './health-reports.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const version = 'a'.repeat(64);
const serving = (sequence: number): RolloutState => ({ serving: { sequence, version }, refused: null });

function start() {
  const world = {
    state: serving(7),
    sent: [] as GatewayHealth[],
    failures: [] as string[],
    answer: async () => {},
  };
  const counter = new HealthCounter();
  const reports = healthReports({
    ...{ gateway: 'gateway-1', counter, everyMs: 5_000 },
    state: () => world.state,
    onFailure: (reason) => void world.failures.push(reason),
    async send(report) {
      await world.answer();
      world.sent.push(JSON.parse(report));
    },
  });
  const pass = () => vi.advanceTimersByTimeAsync(5_000);
  const counts = () => world.sent.map(({ requests, failed }) => [requests, failed]);
  return { world, counter, reports, pass, counts };
}

test('counts operations that failed through the supergraph, each once', async () => {
  const { world, counter, pass } = start();
  const coded = (...codes: readonly ErrorCode[]) => codes.map((code) => new PublicError(code));
  const faults = [
    coded('PLAN_FAILED'),
    coded('SUBGRAPH_TIMEOUT', 'SUBGRAPH_TIMEOUT'),
    coded('NOT_FOUND', 'INTERNAL_SERVER_ERROR'),
    [new GraphQLError('a resolver of ours')],
    [new TypeError('a defect')],
  ];
  const refusals = [
    [],
    coded('UNAUTHORIZED_FIELD_OR_TYPE', 'FORBIDDEN'),
    coded('RATE_LIMITED'),
    coded('OVERLOADED'),
    coded('SWITCHED_OFF'),
    coded('ACCESS_NOT_RECORDED'),
  ];
  for (const errors of [...faults, ...refusals]) counter.count(errors);
  for (const errors of [...faults, ...refusals]) if (errors[0]) counter.countThrown(errors.at(-1));
  // A caller's mistake, and then a subgraph that does not have the field yet.
  for (const error of coded('GRAPHQL_VALIDATION_FAILED')) {
    counter.countThrown(error);
    counter.count([error]);
  }
  await pass();
  const [requests, failed] = [2 * faults.length + refusals.length + 1, 2 * faults.length + 1];
  expect(world.sent).toEqual([{ gateway: 'gateway-1', ...serving(7), requests, failed }]);
});

test('are sent at each interval, each count once', async () => {
  const { counter, reports, pass, counts } = start();
  counter.count([]);
  await pass();
  counter.count([new PublicError('PLAN_FAILED')]);
  await pass();
  await pass();
  reports.close();
  await pass();
  expect(counts()).toEqual([
    [1, 0],
    [1, 1],
    [0, 0],
  ]);
});

test('leave out an interval in which the rollout changed', async () => {
  const { world, counter, pass, counts } = start();
  counter.count([]);
  world.state = serving(8);
  await pass();
  counter.count([]);
  await pass();
  expect(counts()).toEqual([
    [0, 0],
    [1, 0],
  ]);
  expect(world.sent.map((report) => report.serving?.sequence)).toEqual([8, 8]);
});

test('name a rollout that is refused once it stays so', async () => {
  const { world, pass } = start();
  const refused = { sequence: 8, version, reason: 'unknown policy' };
  world.state = { ...serving(7), refused };
  await pass();
  await pass();
  expect(world.sent.map((report) => report.refused)).toEqual([null, refused]);
});

test('do not pile up at a registry that is away, and say once that it is', async () => {
  const { world, counter, pass, counts } = start();
  world.answer = () => Promise.reject(new Error('down'));
  for (let report = 0; report < 3; report += 1) {
    counter.count([]);
    await pass();
  }
  let answer = () => {};
  world.answer = () =>
    new Promise((resolve) => {
      answer = resolve;
    });
  await pass();
  counter.count([]);
  await pass();
  answer();
  world.answer = async () => {};
  await pass();
  expect(counts()).toEqual([
    [0, 0],
    [1, 0],
  ]);
  expect(world.failures).toEqual(['down']);
});
