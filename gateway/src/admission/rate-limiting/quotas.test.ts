import { clientNetwork, networkOf } from '@civic-graph/service';
import { eventually, personas } from '@civic-graph/testing';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createTestRedis, redisIsAbsent, type TestRedis } from '../../../test/fixtures/redis.ts';
import { connectRedis } from '../../lib/redis/connect-redis.ts';
import { createQuotas, type QuotaSettings, type Quotas } from './quotas.ts';

afterEach(() => void vi.useRealTimers());

const settings: QuotaSettings = { perApp: 1_000, perPerson: 100, perAddress: 60, dataSubjectsPerApp: 2 };
const anonymous = (network = '192.0.2.1') => ({ principal: personas.anonymous, network });
const lin = { principal: personas.lin, network: '' };
const app = { principal: personas['wechat-city'], network: '' };

const take = async (quotas: Quotas, ...of: Parameters<Quotas['take']>) => quotas.take(...of);
/** Counts the admitted requests of a given number of points. */
async function spend(quotas: Quotas, caller: Parameters<Quotas['take']>[0], points: number): Promise<number> {
  for (let count = 0; ; count++) {
    if ((await quotas.take(caller, points)).kind === 'refused') return count;
  }
}

describe('in memory', () => {
  test('a caller gets exactly its quota, in portions of any size, and learns when more is available', async () => {
    expect(await spend(createQuotas(settings, null), anonymous(), 7)).toBe(8);
    const quotas = createQuotas(settings, null);
    expect(await spend(quotas, anonymous(), 1)).toBe(60);
    const verdict = await quotas.take(anonymous(), 1);
    expect(verdict).toMatchObject({
      kind: 'refused',
      error: { code: 'RATE_LIMITED', extensions: { quota: 'address', retryAfter: 60 } },
      fields: { limit: '"address";r=0;t=60', policy: '"address";q=60;qu="cost";w=60' },
    });
  });

  test('points too few for an expensive request remain for a cheap one', async () => {
    const quotas = createQuotas(settings, null);
    expect((await take(quotas, anonymous(), 50)).kind).toBe('allowed');
    expect((await take(quotas, anonymous(), 20)).kind).toBe('refused');
    expect((await take(quotas, anonymous(), 10)).kind).toBe('allowed');
  });

  test('charges a request without objects as well', async () => {
    expect(await spend(createQuotas(settings, null), anonymous(), 0)).toBe(60);
  });

  test('each address, each person in an app, and each app as a whole has a quota', async () => {
    const quotas = createQuotas({ ...settings, perApp: 150 }, null);
    expect(await spend(quotas, anonymous(), 60)).toBe(1);
    expect(await spend(quotas, anonymous('192.0.2.2'), 60)).toBe(1);
    expect(await spend(quotas, lin, 50)).toBe(2);
    expect(await spend(quotas, { ...lin, principal: { ...personas.zhao } }, 50)).toBe(1);
    expect(await take(quotas, app, 1)).toMatchObject({ error: { extensions: { quota: 'app' } } });
  });

  test('an IPv6 site has one quota for all its networks', async () => {
    const quotas = createQuotas(settings, null);
    const networks = (site: string) => Array.from({ length: 30 }, (_, at) => networkOf(`${site}:${at}::1`));
    const served = (site: string) =>
      Promise.all(networks(site).map(async (network) => await spend(quotas, anonymous(network), 30)));
    // Twenty networks use up the quota of the site.
    expect((await served('2001:db8:1')).reduce((sum, count) => sum + count, 0)).toBe(40);
    expect((await served('2001:db8:2')).reduce((sum, count) => sum + count, 0)).toBe(40);
    expect(await take(quotas, anonymous(networkOf('2001:db8:1:99::1')), 1)).toMatchObject({
      kind: 'refused',
      error: { code: 'RATE_LIMITED', extensions: { quota: 'site' } },
      fields: { policy: '"site";q=1200;qu="cost";w=60, "address";q=60;qu="cost";w=60' },
    });
  });

  test('the same person with a new token has no new quota', async () => {
    const quotas = createQuotas(settings, null);
    expect(await spend(quotas, lin, 50)).toBe(2);
    expect(await spend(quotas, { ...lin, principal: { ...personas.lin } }, 50)).toBe(0);
  });

  test('concurrent requests get no more than the quota', async () => {
    const quotas = createQuotas(settings, null);
    const verdicts = await Promise.all(Array.from({ length: 200 }, () => take(quotas, anonymous(), 1)));
    expect(verdicts.filter(({ kind }) => kind === 'allowed')).toHaveLength(60);
  });

  test('a new window is a new quota', async () => {
    vi.useFakeTimers();
    const quotas = createQuotas(settings, null);
    expect(await spend(quotas, anonymous(), 1)).toBe(60);
    await vi.advanceTimersByTimeAsync(60_001);
    expect(await spend(quotas, anonymous(), 1)).toBe(60);
  });

  test('nearly every request is answered immediately, without a promise', async () => {
    const quotas = createQuotas({ ...settings, perAddress: 1e6 }, null);
    await quotas.take(anonymous(), 1);
    let waited = 0;
    for (let count = 0; count < 1_000; count++) {
      const verdict = quotas.take(anonymous(), 100);
      if (verdict instanceof Promise) waited += 1;
      await verdict;
    }
    expect(waited).toBeLessThan(50);
  });
});

test('an app may read a limited number of people a day, and keeps access to these', async () => {
  // Noon in China, so that no day ends meanwhile.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 26, 4) });
  const quotas = createQuotas(settings, null);
  const person = (subject: string) => ({ ...personas.lin, subject });
  expect(await quotas.admitDataSubject(person('a'))).toBeNull();
  expect(await quotas.admitDataSubject(person('b'))).toBeNull();
  expect(await quotas.admitDataSubject(person('c'))).toMatchObject({ code: 'DATA_SUBJECT_QUOTA_EXCEEDED' });
  expect(await quotas.admitDataSubject(person('a'))).toBeNull();
  expect(await quotas.admitDataSubject({ ...person('c'), clientId: 'weibo-city' })).toBeNull();
  expect(await quotas.admitDataSubject(personas['wechat-city'])).toBeNull();
  vi.setSystemTime(Date.now() + 86_400_000);
  expect(await quotas.admitDataSubject(person('c'))).toBeNull();
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:1:2::9', '2001:db8:1:2::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('%s is of the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['198.51.100.1, 203.0.113.7:49152', '203.0.113.7'],
  ['198.51.100.1, [2001:db8:1:2::3]:443', '2001:db8:1:2::/64'],
  ['[2001:db8:1:2::3]', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::3', '2001:db8:1:2::/64'],
  ['198.51.100.1, unknown', 'unknown'],
  [`198.51.100.1, ${'x'.repeat(8_000)}`, 'unknown'],
  ['', '192.0.2.9'],
])('behind a balancer that says %s the network is %s', (said, network) => {
  const request = { headers: { 'x-forwarded-for': said }, socket: { remoteAddress: '192.0.2.9' } };
  expect(clientNetwork(request as unknown as Parameters<typeof clientNetwork>[0], true)).toBe(network);
  expect(clientNetwork(request as unknown as Parameters<typeof clientNetwork>[0], false)).toBe('192.0.2.9');
});

describe.skipIf(redisIsAbsent !== null)('with Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await createTestRedis();
    await redis.start();
  });
  afterAll(() => redis.kill());

  async function gateway(more: Partial<QuotaSettings> = {}) {
    const client = connectRedis(redis.url);
    await eventually(() => expect(client.status).toBe('ready'));
    return { client, quotas: createQuotas({ ...settings, ...more }, client) };
  }

  test('gateways share a quota and give out no point twice', async () => {
    const [one, two] = [await gateway(), await gateway()];
    const caller = anonymous('192.0.2.10');
    const [first, second] = await Promise.all([spend(one.quotas, caller, 1), spend(two.quotas, caller, 1)]);
    expect(first).toBeGreaterThan(0);
    expect(second).toBeGreaterThan(0);
    // Each block is spent before any request is refused.
    expect(first + second).toBe(60);
    for (const { client } of [one, two]) client.disconnect();
  });

  test('gateways share the number of people that an app has read', async () => {
    const [one, two] = [await gateway(), await gateway()];
    const person = (subject: string) => ({ ...personas.lin, clientId: 'shared', subject });
    expect(await one.quotas.admitDataSubject(person('a'))).toBeNull();
    expect(await two.quotas.admitDataSubject(person('b'))).toBeNull();
    expect(await one.quotas.admitDataSubject(person('c'))).not.toBeNull();
    expect(await one.quotas.admitDataSubject(person('b'))).toBeNull();
    for (const { client } of [one, two]) client.disconnect();
  });

  test('while Redis is down or silent each gateway counts by itself, within bounds', async () => {
    const { client, quotas } = await gateway();
    redis.freeze();
    const start = performance.now();
    expect(await spend(quotas, anonymous('192.0.2.20'), 1)).toBe(60);
    expect(performance.now() - start).toBeLessThan(10_000);
    redis.thaw();
    await redis.kill();
    expect(await spend(quotas, anonymous('192.0.2.21'), 1)).toBe(60);
    expect(await quotas.admitDataSubject({ ...personas.lin, clientId: 'away' })).toBeNull();
    await redis.start();
    await eventually(() => expect(client.status).toBe('ready'));
    client.disconnect();
  });
});
