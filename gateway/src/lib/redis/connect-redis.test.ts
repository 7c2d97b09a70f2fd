import { eventually, personas } from '@civic-graph/testing';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import {
  createTestRedis,
  redisIsAbsent,
  startTestCluster,
  startTestSentinel,
  type TestCluster,
} from '../../../test/fixtures/redis.ts';
import { createUsedProofs } from '../../admission/authentication/used-proofs.ts';
import { createQuotas } from '../../admission/rate-limiting/quotas.ts';
import { MemoryCache } from '../../subgraphs/caching/memory-cache.ts';
import { SharedCache } from '../../subgraphs/caching/shared-cache.ts';
import { connectRedis } from './connect-redis.ts';
import { parseRedisAddress } from './redis-address.ts';

test.each([
  ['redis://127.0.0.1:6379', { kind: 'single' }],
  ['rediss://:secret@redis.example/2', { kind: 'single' }],
  [
    'redis+sentinel://one:26379,two/city',
    {
      kind: 'sentinel',
      master: 'city',
      isEncrypted: false,
      hosts: [
        { host: 'one', port: 26_379 },
        { host: 'two', port: 26_379 },
      ],
    },
  ],
  [
    'rediss+cluster://user:p%40ss@one:7001,[::1]:7002',
    {
      kind: 'cluster',
      isEncrypted: true,
      username: 'user',
      password: 'p@ss',
      hosts: [
        { host: 'one', port: 7_001 },
        { host: '::1', port: 7_002 },
      ],
    },
  ],
])('%s', (url, address) => {
  expect(parseRedisAddress(url)).toMatchObject(address);
});

test.each([
  'http://x',
  'redis://a,b',
  'redis+sentinel://a,b',
  'redis+cluster://a/city',
  'redis+cluster://',
  'redis+cluster://a:99999',
  'redis+x://a',
])('%s is refused', (url) => expect(parseRedisAddress(url)).toBeNull());

const absent = redisIsAbsent !== null;

describe.skipIf(absent)('a cluster of three', () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await startTestCluster();
  }, 60_000);
  afterAll(() => cluster.kill());

  test('stores cached answers, used proofs and quotas for all gateways, and none fails while a node is down', async () => {
    const open = () =>
      new SharedCache({ url: cluster.url, memory: new MemoryCache({ maxBytes: 1_000_000 }) });
    const [one, two] = [open(), open()];
    const states: string[] = [];
    const proofs = [1, 2].map(() =>
      createUsedProofs({ redisUrl: cluster.url, report: (state) => states.push(state) }),
    );
    const clients = [1, 2].map(() => connectRedis(cluster.url));
    await eventually(() => {
      expect([one.epoch(), two.epoch()]).not.toContain(null);
      expect(states.filter((state) => state === 'shared')).toHaveLength(2);
      expect(states.at(-1)).toBe('shared');
      expect(clients.map(({ status }) => status)).toEqual(['ready', 'ready']);
    });

    // Answers, on every node.
    const keys = Array.from({ length: 20 }, (_, at) => `key${at}`);
    one.set(
      one.epoch(),
      keys.map((key) => ({ key, text: `"${key}"`, expiresAt: Date.now() + 60_000, tags: ['T'] })),
    );
    const found = async (cache: SharedCache) => (await cache.get(keys, ['T'])).filter(Boolean).length;
    await eventually(async () => expect(await found(two)).toBe(20));
    await one.invalidate(['T']);
    await eventually(async () => expect(await found(two)).toBe(0));

    // Proofs.
    const soon = new Date(Date.now() + 60_000);
    expect(await proofs[0]?.claim('a', soon)).toBe(true);
    expect(await proofs[1]?.claim('a', soon)).toBe(false);

    // Quotas.
    const settings = { perApp: 100, perPerson: 100, perAddress: 40, dataSubjectsPerApp: 1 };
    const quotas = clients.map((client) => createQuotas(settings, client));
    const caller = { principal: personas.anonymous, network: '192.0.2.1' };
    let allowed = 0;
    for (const each of quotas) while ((await each.take(caller, 1)).kind === 'allowed') allowed += 1;
    expect(allowed).toBe(40);
    expect(await quotas[0]?.admitDataSubject(personas.lin)).toBeNull();
    expect(await quotas[1]?.admitDataSubject({ ...personas.lin, subject: 'other' })).not.toBeNull();

    // With one node down the cluster is incomplete and refuses everything.
    await cluster.nodes[1]?.kill();
    const start = performance.now();
    expect((await one.get(['new'], ['T']))[0]).toBeUndefined();
    expect(await proofs[0]?.claim('b', soon)).toBe(true);
    for (let count = 0; count < 30; count++) {
      const stranger = { principal: personas.anonymous, network: `192.0.2.${count + 10}` };
      expect((await quotas[0]?.take(stranger, 1))?.kind).toBe('allowed');
    }
    expect(performance.now() - start).toBeLessThan(5_000);

    await Promise.all([one.close(), two.close(), ...proofs.map((each) => each.close())]);
    for (const client of clients) client.disconnect();
  });
});

test.skipIf(absent)('a master that a sentinel knows is found, and used', async () => {
  const master = await createTestRedis();
  await master.start();
  const sentinel = await startTestSentinel(master.port);
  const client = connectRedis(`redis+sentinel://127.0.0.1:${sentinel.port}/city`);
  onTestFinished(async () => {
    client.disconnect();
    await sentinel.kill();
    await master.kill();
  });
  await eventually(() => expect(client.status).toBe('ready'));
  expect(await client.set('a', 'b')).toBe('OK');
});
