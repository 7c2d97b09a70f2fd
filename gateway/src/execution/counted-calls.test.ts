import { anonymous } from '@civic-graph/policy';
import type { OperationUsage } from '@civic-graph/releases/usage';
import { composeSupergraph, consumerSchema } from '@civic-graph/supergraph';
import { createInProcessGraph, personas } from '@civic-graph/testing';
import { getOperationAST, parse } from 'graphql';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { createRows, subgraphs } from '../../test/fixtures/create-engine.ts';
import { UsageCounter } from '../observability/usage/usage-counter.ts';
import { createRustPlanner } from '../planning/planners/rust-planner.ts';
import { readAnswer } from '../subgraphs/transport/read-answer.ts';
import { admitSupergraph, type ServedSupergraph } from '../supergraph/served-supergraph.ts';
import { createEngine } from './create-engine.ts';
import type { AdmittedOperation, Engine } from './engine.ts';

let served: ServedSupergraph;
let engine: Engine;
let usage: UsageCounter;
let isRevoked: boolean;
let runs: (readonly unknown[] | undefined)[];
const limits = {
  ...{ maxFields: 500, maxDepth: 12, maxAliases: 50, maxRootFields: 10, maxLevels: 40 },
  ...{ maxAnswerValues: 20, maxCost: 5_000 },
};
const call = { principal: personas.lin, requestId: 'r', signal: { aborted: false } };

beforeAll(() => {
  served = admitSupergraph(composeSupergraph(subgraphs), (sdl) => createRustPlanner(sdl));
});
beforeEach(() => {
  isRevoked = false;
  runs = [];
  usage = new UsageCounter(() => 0);
  const { roots, rows } = createRows();
  const graph = createInProcessGraph(subgraphs, roots, rows);
  engine = createEngine({
    ...{ limits, usage, maxErrors: 100, consentUrl: 'https://consent.invalid', isRevoked: () => isRevoked },
    ...{ maxPreparedOperations: 10, maxPreparedCharacters: 100_000 },
    onRun: (_admitted, _call, _seconds, errors) => void runs.push(errors),
    subgraphs: {
      call: async ({ subgraph, text }, variables) =>
        readAnswer(await graph.respond(subgraph, text, variables)),
    },
    events: {
      async *subscribe() {
        yield { data: { ticks: 1 }, errors: [] };
      },
    },
  });
});

function prepare(text: string) {
  const schema = consumerSchema(served.gatewaySdl);
  const document = parse(text);
  const operation = getOperationAST(document)!;
  return engine.prepare(served, { schema, document, operation, text, operationName: undefined });
}

async function admitted(text: string): Promise<AdmittedOperation> {
  const admission = await engine.admit(prepare(text), {}, personas.lin);
  if (admission.kind === 'refused') throw admission.errors[0];
  return admission;
}

async function times(count: number, act: () => unknown): Promise<void> {
  for (let time = 0; time < count; time += 1) await act();
}

function counted(): Pick<OperationUsage, 'calls' | 'failed' | 'errors' | 'fields'> & { isMeasured: boolean } {
  const [{ calls, failed, errors, fields, latency }, ...others] = usage.take() as [OperationUsage];
  expect(others).toEqual([]);
  return { calls, failed, errors, fields, isMeasured: latency.some((count) => count > 0) };
}

it('an answer counts with its errors, and what it was measured at', async () => {
  const operation = await admitted('{ person(id: "1") { broken } }');
  await times(5, () => engine.run(operation, call));
  expect(counted()).toEqual({
    ...{ calls: 5, failed: 5, errors: { INTERNAL_SERVER_ERROR: 5 }, isMeasured: true },
    fields: ['Person.broken', 'Query.person', 'Query.person(id:)'],
  });
});

it('an operation that fails as a whole counts with its code', async () => {
  const operation = await admitted('{ people { id name friends { id name tags } } }');
  await times(5, () => expect(engine.run(operation, call)).rejects.toThrow());
  expect(counted()).toMatchObject({ calls: 5, failed: 5, errors: { OPERATION_LIMIT_EXCEEDED: 5 } });
});

it('a request that shares an answer counts, and is not measured', async () => {
  const { operation } = await admitted('{ people { id } }');
  await times(10, () => engine.coalesced(operation, anonymous));
  expect(counted()).toMatchObject({ calls: 10, failed: 0, isMeasured: false });
});

it('a refused request counts once, whichever path has tried first', async () => {
  const operation = prepare('{ person(id: "1") { diary } }');
  isRevoked = true;
  await times(5, async () => {
    await engine.admitPrepared(operation, {}, personas.lin, {});
    await engine.admit(operation, {}, personas.lin);
  });
  expect(counted()).toMatchObject({ calls: 5, failed: 5, errors: { TOKEN_REVOKED: 5 }, isMeasured: false });
});

it('a subscription counts when it begins, and at each event', async () => {
  const operation = await admitted('subscription { ticks }');
  await times(5, async () => {
    const events = engine.subscribe(operation, call, new AbortController().signal);
    for await (const event of events) await engine.runEvent(operation, event, call);
  });
  expect(counted()).toMatchObject({ calls: 10, failed: 0, isMeasured: true, fields: ['Subscription.ticks'] });
});

it('a shared subscription does not count: those who receive its results do', async () => {
  const operation = await admitted('subscription { ticks }');
  const shared = { ...call, isShared: true };
  await times(5, async () => {
    const events = engine.subscribe(operation, shared, new AbortController().signal);
    for await (const event of events) await engine.runEvent(operation, event, shared);
    engine.coalesced(operation.operation, anonymous);
  });
  expect(counted()).toMatchObject({ calls: 5, failed: 0, isMeasured: false });
});

it('an event that fails as a whole counts with its code, and as an operation that ran', async () => {
  const operation = await admitted('subscription { personChanged(id: "1") { friends { id name } } }');
  const friends = Array.from({ length: 20 }, (_, id) => ({ id: `${id}`, name: 'Wang' }));
  const event = { data: { personChanged: { friends } }, errors: [] };
  await times(5, () => expect(engine.runEvent(operation, event, call)).rejects.toThrow());
  expect(counted()).toMatchObject({ calls: 5, failed: 5, errors: { OPERATION_LIMIT_EXCEEDED: 5 } });
  expect(runs).toHaveLength(5);
  expect(runs[0]).toMatchObject([{ code: 'OPERATION_LIMIT_EXCEEDED' }]);
});
