import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readJournalBatch } from '@civic-graph/audit';
import { eventually, testSecrets } from '@civic-graph/testing';
import { afterEach, expect, test } from 'vitest';
import {
  type Answer,
  startTestGateway,
  type TestGateway,
  testSupergraph,
} from '../../test/fixtures/gateway.ts';
import { startPersonalGraph } from '../../test/fixtures/personal-graph.ts';
import { testSubgraphSettings } from '../../test/fixtures/subgraph-settings.ts';

/*
 * Alerts of deploy/prometheus/alerts.yml with a cause inside one process: the rule's metric, the steps of
 * docs/how-to/operate/incident.md, and the end of the alert.
 */

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const graph of open.splice(0)) await graph.close();
});
const opened = <T extends { close(): Promise<void> }>(graph: T): T => {
  open.push(graph);
  return graph;
};

/** The sum of all series with this name and these labels. */
async function figure({ gateway }: TestGateway, name: string, labels = ''): Promise<number> {
  return (await gateway.metrics())
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .filter((line) => line.includes(labels))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

const codesOf = ({ errors }: Answer['json']) => errors?.map(({ extensions }) => extensions.code);
const readiness = async (graph: TestGateway) => (await graph.send({ method: 'GET', url: '/readyz' })).json;

test('SubgraphBreakerOpen, SubgraphFailing: an agency that answers 503, until it serves a probe', async () => {
  const graph = opened(
    await startTestGateway({ subgraphs: { ...testSubgraphSettings, breakerFailures: 3, breakerOpenMs: 50 } }),
  );
  const ask = () => graph.ask('{ place(code: "park") { title } people { name } }');
  const breaker = () => figure(graph, 'civic_gateway_subgraph_breaker_open', 'subgraph="places"');
  expect((await ask()).json.errors).toBeUndefined();
  graph.behave('places', (response) => void response.writeHead(503).end());
  await eventually(async () => {
    const { json } = await ask();
    expect(codesOf(json)).toEqual(['SUBGRAPH_UNAVAILABLE']);
    // The others' data is there.
    expect(json.data).toMatchObject({ place: null, people: expect.any(Array) });
    expect(await breaker()).toBe(1);
  });
  const failed = 'subgraph="places",outcome="SUBGRAPH_UNAVAILABLE"';
  expect(await figure(graph, 'civic_gateway_subgraph_seconds_count', failed)).toBeGreaterThanOrEqual(3);
  expect(graph.log.join()).toContain('a call to a subgraph failed');
  graph.behave('places', null);
  await eventually(async () => {
    expect((await ask()).json.errors).toBeUndefined();
    expect(await breaker()).toBe(0);
  });
});

test('SupergraphRefused: an invalid file, until a valid one is there', async () => {
  const graph = opened(await startTestGateway());
  const refused = () => figure(graph, 'civic_gateway_supergraph_refused');
  await graph.replaceSupergraph(testSupergraph.replace('role:auditor', 'auditor'));
  await eventually(async () => expect(await refused()).toBe(1));
  expect((await readiness(graph)).refusedSupergraph?.reason).toContain('unknown policy');
  expect((await graph.ask('{ people { name } }')).status).toBe(200);
  await graph.replaceSupergraph(testSupergraph);
  await eventually(async () => expect(await refused()).toBe(0));
  expect(await readiness(graph)).not.toHaveProperty('refusedSupergraph');
});

test('PlansFail: a field that is reachable by no key', async () => {
  const graph = opened(await startTestGateway());
  const failed = () => figure(graph, 'civic_gateway_plan_seconds_count', 'outcome="failed"');
  const ask = () => graph.ask('{ people { visits { at } } }');
  expect((await ask()).status).toBe(200);
  await graph.replaceSupergraph(
    testSupergraph.replace(/(@join__type\(graph: PLACES, key: "id")/g, '$1, resolvable: false'),
  );
  await eventually(async () => {
    const before = graph.calls.length;
    expect(codesOf((await ask()).json)).toEqual(['PLAN_FAILED']);
    // Nothing is fetched.
    expect(graph.calls.length).toBe(before);
  });
  expect(graph.log.join()).toContain('the planner found no plan');
  expect(await failed()).toBeGreaterThan(0);
  await graph.replaceSupergraph(testSupergraph);
  await eventually(async () => expect((await ask()).status).toBe(200));
});

test('AuditUnwritable, GatewayErrors: another process writes the same journal, until it stops', async () => {
  const first = opened(await startPersonalGraph());
  const { folder, checkpoints } = first;
  const second = opened(await startPersonalGraph({ audit: { folder, checkpoints } }));
  const ask = async () =>
    second.graph.ask('{ person(id: "1") { name diary } }', { token: await second.token() });
  const unwritable = () => figure(second.graph, 'civic_gateway_audit_unwritable');
  expect(codesOf((await ask()).json)).toEqual(['ACCESS_NOT_RECORDED']);
  expect(await unwritable()).toBe(1);
  expect(second.graph.log.join()).toContain('access cannot be recorded');
  expect(await figure(second.graph, 'civic_gateway_request_seconds_count', 'status="503"')).toBeGreaterThan(
    0,
  );
  const told = 'code="ACCESS_NOT_RECORDED"';
  expect(await figure(second.graph, 'civic_gateway_errors_total', told)).toBeGreaterThan(0);
  await first.graph.gateway.close();
  await eventually(async () => {
    expect((await ask()).status).toBe(200);
    expect(await unwritable()).toBe(0);
  });
});

test('AuditBehind: the identity service stores no records, until it stores all of them', async () => {
  let takes = false;
  let taken = 0;
  const identity = createServer(async (request, response) => {
    const { lines } = readJournalBatch(Buffer.concat(await request.toArray()));
    if (!takes) return void response.writeHead(503).end();
    taken += lines.length;
    response.end(JSON.stringify({ count: taken }));
  }).listen(0, '127.0.0.1');
  await once(identity, 'listening');
  const url = `http://127.0.0.1:${(identity.address() as AddressInfo).port}/graphql`;
  const { graph, token, close } = await startPersonalGraph({
    identity: { name: 'identity', url, secret: testSecrets.subgraph },
  });
  opened({
    async close() {
      await close();
      identity.closeAllConnections();
      identity.close();
    },
  });
  const waiting = () => figure(graph, 'civic_gateway_audit_waiting_seconds');
  // Records are safe on disk, so the data is served.
  const ask = async () => graph.ask('{ person(id: "1") { name diary } }', { token: await token() });
  expect((await ask()).json.data.person?.diary).toBe('dear diary');
  await eventually(async () => {
    expect(await waiting()).toBeGreaterThan(0);
    expect(graph.log.join()).toContain('access records wait for the identity service');
  });
  takes = true;
  await eventually(async () => expect(await waiting()).toBe(0));
  expect(taken).toBe(1);
});
