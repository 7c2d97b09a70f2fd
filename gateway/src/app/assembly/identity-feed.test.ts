import { freePort, testSecrets } from '@civic-graph/testing';
import { expect, it } from 'vitest';
import { startTestGateway } from '../../../test/fixtures/gateway.ts';

it('a gateway that starts before the identity service waits for it, and warns of nothing', async () => {
  const url = `http://127.0.0.1:${await freePort()}/graphql`;
  const graph = await startTestGateway({
    revocation: { url, secret: testSecrets.subgraph, maxSilenceMs: 5_000 },
  });
  try {
    expect(graph.log.join()).toContain('waiting for the identity service');
    expect(graph.log.join()).not.toContain('revocations could not be fetched');
  } finally {
    await graph.close();
  }
});
