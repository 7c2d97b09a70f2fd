import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectToCluster, openEmbedded } from './clickhouse-database.ts';
import { sampleBatch } from './sample-batch.fixture.ts';
import type { UsageDatabase } from './usage-database.ts';
import { createUsageStore } from './usage-store.ts';

let server: Server;
let database: UsageDatabase;
let requests: { readonly url: URL; readonly body: string }[];
/** The next statements fail. */
let failing: number;
beforeAll(async () => {
  [requests, failing] = [[], 0];
  server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://clickhouse');
    requests.push({ url, body: Buffer.concat(await request.toArray()).toString() });
    failing -= 1;
    if (failing >= 0) return void response.writeHead(500).end('Code: 1. DB::Exception: no. (NO)');
    // An older ClickHouse quotes integers of 64 bits.
    const row = { coordinate: 'Query.a', app: '', signature: '', kind: 'mixed', name: '', calls: '0' };
    const rest = { failed: '5', errors: { OVERLOADED: '5' }, latency: Array(15).fill('5'), last_seen: 60 };
    response.end(`${JSON.stringify({ ...row, ...rest })}\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  database = connectToCluster(`http://u:p@127.0.0.1:${(server.address() as AddressInfo).port}/registry`);
});
afterAll(async () => {
  await database.close();
  server.close();
});

it('a cluster gets the table once, and each batch with its id', async () => {
  const store = createUsageStore(database);
  const batch = sampleBatch(new Date());
  failing = 1;
  await expect(store.add(batch)).rejects.toThrow();
  await store.add(batch);
  await store.add(batch);
  const created = requests.filter(({ body }) =>
    body.startsWith('CREATE TABLE IF NOT EXISTS operation_usage'),
  );
  expect(created).toHaveLength(2);
  const inserts = requests.filter(({ url }) => url.searchParams.has('insert_deduplication_token'));
  expect(inserts.map(({ url }) => url.searchParams.get('insert_deduplication_token'))).toEqual([
    batch.id,
    batch.id,
  ]);
  expect(JSON.parse(inserts[0]?.body ?? '')).toMatchObject({ app: 'wechat-city', calls: 100 });
});

it('a cluster gets values beside the statement, and may quote numbers', async () => {
  const since = new Date(3_600_000);
  const [use] = await createUsageStore(database).uses({ coordinates: [`it's`], since, limit: 10 });
  expect(use).toMatchObject({
    ...{ app: null, signature: null, name: null, calls: 5, failed: 5, p50Ms: 200, p95Ms: 50_000 },
    ...{ errors: [{ code: 'OVERLOADED', count: 5 }], lastSeen: new Date(60_000) },
  });
  const { searchParams } = requests.at(-1)!.url;
  expect(searchParams.get('param_coordinates')).toBe(`['it\\'s']`);
  expect(searchParams.get('param_since')).toBe('3600');
});

it('the embedded engine returns nothing of a failed query with the next one', {
  timeout: 60_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'civic-usage-output-'));
  const embedded = await openEmbedded(folder);
  try {
    const failing = embedded.query(
      `SELECT number AS n, throwIf(number = 150000) AS failed FROM numbers(200000)
       SETTINGS max_block_size = 1000, max_threads = 1`,
      {},
    );
    const meanwhile = embedded.query('SELECT 1 AS n', {});
    await expect(failing).rejects.toThrow('throwIf');
    expect(await meanwhile).toEqual([{ n: 1 }]);
    expect(await embedded.query('SELECT {n:UInt8} AS n', { n: 2 })).toEqual([{ n: 2 }]);
  } finally {
    await embedded.close();
    await rm(folder, { recursive: true });
  }
});
