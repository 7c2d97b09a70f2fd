import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRequestVerifier } from '@civic-graph/tokens';
import { expect, onTestFinished, test } from 'vitest';
import { configOf, smallFeed, testConfig, zipOf } from '../test/small-feed.ts';
import { createTransportSubgraph } from './subgraph.ts';

test('a newer feed invalidates every answer of the previous one, a refused feed none', async () => {
  const received: { tags: string[]; signed: boolean }[] = [];
  const verifier = createRequestVerifier({ secret: testConfig.subgraphSecret, keyId: 'transport' });
  const gateway = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const { method = '', url: path = '', headers } = request;
    const signed = await verifier.verify({ method, path, headers, body }).then(
      () => true,
      () => false,
    );
    received.push({ ...JSON.parse(body.toString()), signed });
    response.end('{"unknown":[]}');
  });
  gateway.listen(0, '127.0.0.1');
  await once(gateway, 'listening');
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-feed-'));
  const gtfs = join(folder, 'feed.zip');
  await writeFile(gtfs, zipOf(smallFeed));
  const gateways = [`http://127.0.0.1:${(gateway.address() as AddressInfo).port}`];
  const transport = await createTransportSubgraph({ ...configOf({ gtfs }), gateways });
  onTestFinished(async () => {
    await transport.close();
    gateway.close();
    await rm(folder, { recursive: true });
  });

  expect(await transport.feeds[0]!.store.reload()).toBe('unchanged');
  await writeFile(gtfs, 'no zip');
  expect(await transport.feeds[0]!.store.reload()).toBe('refused');
  await writeFile(gtfs, zipOf({ ...smallFeed, 'feed_note.txt': 'x' }));
  expect(await transport.feeds[0]!.store.reload()).toBe('replaced');
  await expect.poll(() => received).toHaveLength(1);
  expect(received[0]).toEqual({ tags: expect.arrayContaining(['Query', 'Stop', 'Agency']), signed: true });
});
