import { afterEach, expect, test } from 'vitest';
import { startTestGateway, type TestGateway } from '../../test/fixtures/gateway.ts';

let graph: TestGateway | undefined;
afterEach(() => graph?.close());

test('metrics are served at the configured address, and nowhere else', async () => {
  // Another address of this machine's loopback.
  graph = await startTestGateway({ adminHost: '127.0.0.2' });
  const { adminUrl } = await graph.gateway.listen();
  expect(new URL(adminUrl).hostname).toBe('127.0.0.2');
  expect(await (await fetch(`${adminUrl}/metrics`)).text()).toContain('civic_gateway_');
  await expect(fetch(adminUrl.replace('127.0.0.2', '127.0.0.1'))).rejects.toThrow('fetch failed');
});
