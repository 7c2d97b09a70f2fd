import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '@civic-graph/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { holds, scrape } from '../../test/fixtures/alert-rules.ts';
import { startTestGateway, type TestGateway } from '../../test/fixtures/gateway.ts';

/*
 * Alerts with a bound in the rule: makes the rule's expression true on the admin port's metrics and, where
 * possible, false again. `for` and `up` are left to Prometheus.
 */

let graph: TestGateway;
let adminUrl: string;
beforeEach(async () => {
  graph = await startTestGateway({ cache: { enabled: false, maxBytes: 1_000_000, redisUrl: null } });
  ({ adminUrl } = await graph.gateway.listen());
});
afterEach(() => graph.close());

const now = () => scrape(adminUrl);

test('GatewayDown: it is gone', async () => {
  expect(holds('GatewayDown', { now: await now() })).toBe(false);
  await graph.gateway.close();
  expect(holds('GatewayDown', { now: await now() })).toBe(true);
});

test('GatewaySlow, SubgraphSlow: an agency takes longer than a second, until it no longer does', async () => {
  const ask = async () => {
    const before = await now();
    const { status } = await graph.ask('{ place(code: "park") { title } }');
    expect(status).toBe(200);
    return { before, now: await now() };
  };
  graph.behave('places', async (response) => {
    await sleep(1_200);
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end('{"data":{"place":{"title":"Park"}}}');
  });
  const slow = await ask();
  expect(holds('GatewaySlow', slow)).toBe(true);
  expect(holds('SubgraphSlow', slow, 'subgraph="places"')).toBe(true);
  // No other agency is blamed.
  expect(holds('SubgraphSlow', slow, 'subgraph="people"')).toBe(false);
  graph.behave('places', null);
  await eventually(async () => {
    const quick = await ask();
    expect(holds('GatewaySlow', quick)).toBe(false);
    expect(holds('SubgraphSlow', quick, 'subgraph="places"')).toBe(false);
  });
});

test('EventLoopBlocked: the process computes, until it no longer does', async () => {
  await eventually(async () => {
    await now();
    const end = performance.now() + 500;
    while (performance.now() < end);
    expect(holds('EventLoopBlocked', { now: await now() })).toBe(true);
  });
  await eventually(async () => expect(holds('EventLoopBlocked', { now: await now() })).toBe(false));
});

test('GatewayMemory: more memory is resident than a gateway may need', async () => {
  const held = Buffer.alloc(513e6, 1);
  expect(holds('GatewayMemory', { now: await now() })).toBe(true);
  // Until here.
  expect(held.at(-1)).toBe(1);
});

test.each(['GatewayMemory', 'EventLoopBlocked'])('%s is quiet below its bound, and not beyond', (alert) => {
  const at = (bytes: number, seconds: number) =>
    `process_resident_memory_bytes ${bytes}\ncivic_gateway_workers 2\nnodejs_eventloop_lag_p99_seconds ${seconds}\n`;
  expect(holds(alert, { now: at(1_023e6, 0.19) })).toBe(false);
  expect(holds(alert, { now: at(1_025e6, 0.21) })).toBe(true);
});
