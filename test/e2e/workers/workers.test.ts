import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, personas, testSecrets } from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { publicFields } from '../../chaos/stand/city.ts';
import type { GatewayProcess } from '../../chaos/stand/gateway-process.ts';
import { createGraphqlClient, type GraphqlClient } from '../../chaos/stand/graphql-client.ts';
import { openStand, type Stand } from '../../chaos/stand/stand.ts';

let stand: Stand;
let gateway: GatewayProcess;
let client: GraphqlClient;

beforeAll(async () => {
  stand = await openStand();
  gateway = await stand.startGateway({
    env: { WORKERS: '2', SHUTDOWN_DELAY_MS: '10000', ADMIN_HOST: '127.0.0.2' },
  });
  client = createGraphqlClient(gateway.graphqlUrl, { connections: 4 });
});
afterAll(async () => {
  await client?.close();
  await stand?.close();
});

const patience = { timeout: 60_000, interval: 100 };
const query = `{ ${publicFields.transport} }`;

/** Its child processes, by their command line; planners are children of its workers. */
function workers(): number[] {
  const path = `/proc/${gateway.pid}/task/${gateway.pid}/children`;
  return readFileSync(path, 'utf8').trim().split(' ').filter(Boolean).map(Number);
}

async function figure(name: string, labels = ''): Promise<number> {
  const text = await (await fetch(`${gateway.adminUrl}/metrics`)).text();
  return text
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .filter((line) => line.includes(labels))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

it('answers from several processes on one port, and sums their metrics at ADMIN_HOST', async () => {
  expect(new URL(gateway.adminUrl).hostname).toBe('127.0.0.2');
  expect(workers()).toHaveLength(2);
  const before = await figure('civic_gateway_request_seconds_count', 'status="200"');
  const answers = await Promise.all(Array.from({ length: 40 }, () => client.ask(query)));
  expect(answers.every(({ json }) => json.data.station !== null)).toBe(true);
  const after = await figure('civic_gateway_request_seconds_count', 'status="200"');
  expect(after - before).toBeGreaterThanOrEqual(40);
  expect(await figure('civic_gateway_workers')).toBe(2);
});

it('serves no answer that an agency has invalidated at one worker', async () => {
  /**
   * Number of agency calls for a query on several sequential connections, which may reach different workers.
   */
  const callsFor = async (connections: number) => {
    const before = stand.agencyCalls;
    for (let count = 0; count < connections; count++) {
      const fresh = createGraphqlClient(gateway.graphqlUrl, { connections: 1 });
      expect((await fresh.ask(query)).status).toBe(200);
      await fresh.close();
    }
    return stand.agencyCalls - before;
  };
  await eventually(async () => expect(await callsFor(10)).toBe(0));

  const path = '/cache/invalidate';
  const body = JSON.stringify({ tags: ['Query.station'] });
  const sign = createRequestSigner({ secret: testSecrets.subgraph, keyId: 'transport' });
  const signed = sign({ method: 'POST', path, body, principal: { kind: 'anonymous' }, requestId: 'r' });
  const headers = { ...signed, 'content-type': 'application/json' };
  const told = await fetch(new URL(path, gateway.graphqlUrl), { method: 'POST', headers, body });
  expect([told.status, await told.json()]).toEqual([200, { unknown: [] }]);
  // Both query again, once each.
  let calls = 0;
  await eventually(async () => {
    calls += await callsFor(1);
    expect(calls).toBe(2);
  });
  expect(await callsFor(10)).toBe(0);
});

it('records accesses in a separate journal for each worker', async () => {
  const token = await stand.issuer.mint(personas.lin);
  const { json } = await client.ask('{ me { ageOver(years: 18) profile { name { value } } } }', { token });
  expect(json.data.me.ageOver).toBe(true);
  const journals = readdirSync(join(stand.folder, 'gateway-0', 'audit')).filter((name) =>
    name.startsWith('gateway-'),
  );
  expect(journals.sort()).toEqual(['gateway-0', 'gateway-0-1']);
});

it('continues while a worker is killed, and replaces it', async () => {
  const served = () => figure('civic_gateway_request_seconds_count', 'status="200"');
  const before = await served();
  const [victim, survivor] = workers();
  process.kill(victim!, 'SIGKILL');
  await expect.poll(() => workers().includes(victim!), patience).toBe(false);
  const fresh = createGraphqlClient(gateway.graphqlUrl, { connections: 1 });
  expect((await fresh.ask(query)).status).toBe(200);
  await fresh.close();
  await expect.poll(() => figure('civic_gateway_workers'), patience).toBe(2);
  expect(workers()).toContain(survivor);
  expect(await figure('civic_gateway_worker_restarts')).toBe(1);
  // Counts of the dead worker stay in the sum, because Prometheus takes a falling sum for a restarted
  // counter.
  expect(await served()).toBeGreaterThan(before);
});

it('reports its last known metrics while a worker hangs', async () => {
  const [hanging] = workers();
  const before = await figure('civic_gateway_request_seconds_count');
  process.kill(hanging!, 'SIGSTOP');
  try {
    expect(await figure('civic_gateway_request_seconds_count')).toBeGreaterThanOrEqual(before);
    expect(await figure('civic_gateway_workers')).toBe(2);
  } finally {
    process.kill(hanging!, 'SIGCONT');
  }
});

it('ends in order, even if all processes get the signal at once, as from systemd', async () => {
  for (const worker of workers()) process.kill(worker, 'SIGTERM');
  const ended = gateway.end('SIGTERM');
  const readiness = new URL('/readyz', gateway.graphqlUrl);
  await eventually(async () => expect((await fetch(readiness)).status).toBe(503));
  // They still answer for `SHUTDOWN_DELAY_MS`: twice each.
  for (let times = 0; times < 4; times += 1) {
    const fresh = createGraphqlClient(gateway.graphqlUrl, { connections: 1 });
    expect((await fresh.ask(query)).status).toBe(200);
    await fresh.close();
  }
  expect(await ended).toBe(0);
}, 60_000);
