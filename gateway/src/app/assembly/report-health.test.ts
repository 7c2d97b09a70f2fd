import { PublicError } from '@civic-graph/errors';
import type { GatewayHealth } from '@civic-graph/releases';
import { eventually, startStubRegistry, testSecrets } from '@civic-graph/testing';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { rolloutHealth } from './report-health.ts';

test('an operation whose client has left is not counted', async () => {
  const registry = await startStubRegistry();
  onTestFinished(() => registry.stop());
  const serving = { sequence: 1, version: 'a'.repeat(64) };
  const settings = { url: registry.url, secret: testSecrets.subgraph, gateway: 'gateway-1', publicKeys: [] };
  const health = rolloutHealth(
    { ...settings, folder: '', healthReportMs: 20, usageEveryMs: null },
    { state: () => ({ serving, refused: null }) },
    pino({ level: 'silent' }),
  );
  const timeout = [new PublicError('SUBGRAPH_TIMEOUT')];
  health.count(timeout, { signal: { aborted: true, isAbandoned: true } });
  health.count(timeout, { signal: { aborted: true } });
  const reports = health.start();
  onTestFinished(() => reports.close());
  await eventually(() => expect(registry.health.length).toBeGreaterThan(0));
  const [first] = registry.health as readonly GatewayHealth[];
  expect(first).toMatchObject({ gateway: 'gateway-1', serving, requests: 1, failed: 1 });
});
