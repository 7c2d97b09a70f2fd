import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestGateway, type TestGateway } from '../../test/fixtures/gateway.ts';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const alerts = read('deploy/prometheus/alerts.yml');
const alertNames = [...alerts.matchAll(/- alert: (\w+)/g)].map(([, name]) => name!);

let graph: TestGateway;
let types: Map<string, string>;
beforeAll(async () => {
  graph = await startTestGateway();
  types = new Map(
    [...(await graph.gateway.metrics()).matchAll(/^# TYPE (\S+) (\w+)$/gm)].map(([, name, type]) => [
      name!,
      type!,
    ]),
  );
  // The one metric of the process above its workers.
  types.set('civic_gateway_worker_restarts', 'gauge');
});
afterAll(() => graph.close());

describe.each(['deploy/prometheus/alerts.yml', 'deploy/grafana/gateway-dashboard.json'])('%s', (path) => {
  test('every metric in use exists', () => {
    const asked = new Set([...read(path).matchAll(/\b(?:civic|nodejs|process)_\w+/g)].map(([name]) => name));
    expect(asked.size).toBeGreaterThan(10);
    const unknown = [...asked].filter((name) => {
      if (types.has(name)) return false;
      const base = /^(.*)_(?:bucket|sum|count)$/.exec(name)?.[1];
      return base === undefined || types.get(base) !== 'histogram';
    });
    expect(unknown).toEqual([]);
  });
});

test('every metric of the gateway is in a dashboard or an alert', () => {
  const all = read('deploy/prometheus/alerts.yml') + read('deploy/grafana/gateway-dashboard.json');
  const known = [...types.keys()].filter((name) => name.startsWith('civic_'));
  expect(known.filter((name) => !all.includes(name)).sort()).toEqual([
    // For questions about the cost of caching, or the rate of changes.
    'civic_gateway_cache_bytes',
    'civic_gateway_cache_invalidations_total',
    'civic_gateway_prepared_operations',
    'civic_gateway_subscription_events_total',
    'civic_gateway_supergraph_changes_total',
  ]);
});

test('the runbook explains every alert, and no other', () => {
  const explained = [...read('docs/how-to/operate/incident.md').matchAll(/^### (\w+)$/gm)].map(
    ([, name]) => name,
  );
  expect(explained).toEqual(alertNames);
});

test('client input does not add series without end', async () => {
  for (let at = 0; at < 130; at += 1) await graph.ask(`query Made${at} { place(code: "park") { title } }`);
  for (let round = 0; round < 25; round += 1)
    await graph.ask('query Often { place(code: "park") { title } }');
  const lines = (await graph.gateway.metrics())
    .split('\n')
    .filter((line) => line.startsWith('civic_gateway_operation_seconds_count'));
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/operation="other"\} 149$/);
  expect(lines[1]).toMatch(/operation="Often#[0-9a-f]{8}"\} 6$/);
});
