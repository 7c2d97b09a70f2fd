import { signCheckpoint, type WitnessWord } from '@civic-graph/audit';
import { personas } from '@civic-graph/testing';
import Fastify, { type FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';
import { emptyAccessLog } from './empty-access-log.fixture.ts';
import { journal, record, send, signingKey } from './gateway-journal.fixture.ts';
import { witnessKey } from './witness-key.ts';
import { chainsWithLatestReceipt, witnessRoutes } from './witness-routes.ts';

let identity: IdentityDeployment;
let app: FastifyInstance;
let reported: string[];
/** Each reading of the clock is a minute later. */
let minutes = 0;
beforeAll(async () => {
  identity = await startIdentity();
});
afterAll(() => identity.stop());
beforeEach(async () => {
  await emptyAccessLog(identity.owner);
  reported = [];
  app = Fastify();
  await app.register(witnessRoutes, {
    database: identity.subgraph.database,
    witnessKey: witnessKey(Buffer.from('secret')),
    clock: () => {
      minutes += 1;
      return new Date(minutes * 60_000);
    },
    report: (chain) => void reported.push(chain),
  });
});
afterEach(() => app.close());

const ask = async () => (await app.inject({ url: '/access-witness' })).json<WitnessWord>();

test('simultaneous calls share one read of a slow database', async () => {
  const { lines } = journal([record(personas.lin.citizenKey)]);
  await send(identity.subgraph, lines);
  const answers = await identity.owner.transaction().execute(async (transaction) => {
    await sql`lock table access_chain in access exclusive mode`.execute(transaction);
    const asked = Array.from({ length: 5 }, ask);
    const readers = async () => {
      const { rows } = await sql<{ pid: number }>`
        select distinct pid from pg_locks
        where relation = 'access_chain'::regclass and not granted`.execute(transaction);
      return rows.length;
    };
    await expect.poll(readers).toBeGreaterThan(0);
    asked.push(...Array.from({ length: 5 }, ask));
    // Another reader would wait for the lock by now.
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await readers()).toBe(1);
    return asked;
  });
  for (const { chains } of await Promise.all(answers)) expect(chains).toHaveLength(1);
});

test('a chain that contradicts its receipts is reported once', async () => {
  const { lines, link } = journal([record(personas.lin.citizenKey)]);
  await send(identity.subgraph, lines, {
    checkpoint: signCheckpoint('gateway', link, new Date(), signingKey),
  });
  await identity.subgraph.database
    .updateTable('access_chain')
    .set({ head: 'A'.repeat(43) })
    .execute();
  for (let times = 0; times < 3; times += 1) expect((await ask()).chains).toEqual([]);
  expect(reported).toEqual(['gateway']);
});

test('the latest receipt of a chain is found without reading all of them', async () => {
  const { owner } = identity;
  await sql`
    insert into access_receipt (chain, count, head, time, signature)
    select 'gateway', number, 'head', now(), 'signature' from generate_series(1, 5000) number`.execute(owner);
  await sql`analyze access_receipt`.execute(owner);
  const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${chainsWithLatestReceipt}`.execute(owner);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('Index Scan Backward using access_receipt_pkey');
  expect(plan).not.toContain('Seq Scan on access_receipt');
});
