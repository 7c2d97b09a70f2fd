import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, testSecrets } from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { startTestGateway, type TestGateway } from '../../../test/fixtures/gateway.ts';
import { hintedSupergraph } from '../../../test/fixtures/hinted-supergraph.ts';
import { createTestRedis, redisIsAbsent, type TestRedis } from '../../../test/fixtures/redis.ts';
import { MemoryCache } from './memory-cache.ts';
import { currentSession, invalidateIn, readInvalidations } from './redis-session.ts';
import { SharedCache } from './shared-cache.ts';

const patience = { timeout: 20_000, interval: 20 };
const answer = (key: string, tags: readonly string[] = []) => ({
  key,
  text: `{"of":"${key}"}`,
  expiresAt: Date.now() + 60_000,
  tags,
});

describe.skipIf(redisIsAbsent !== null)(
  `answers in Redis${redisIsAbsent ? ` (${redisIsAbsent})` : ''}`,
  () => {
    let redis: TestRedis;
    const caches: SharedCache[] = [];

    beforeEach(async () => {
      redis = await createTestRedis();
      await redis.start();
    });
    afterEach(async () => {
      redis.thaw();
      await Promise.all(caches.splice(0).map((cache) => cache.close()));
      await redis.kill();
    });

    function open(url = redis.url) {
      const states: string[] = [];
      const memory = new MemoryCache({ maxBytes: 1_000_000 });
      const cache = new SharedCache({ url, memory, report: (state) => states.push(state) });
      caches.push(cache);
      return { cache, states };
    }
    async function opened(): Promise<SharedCache> {
      const { cache } = open();
      await isReady(cache);
      return cache;
    }
    const isReady = (cache: SharedCache) => expect.poll(() => cache.epoch(), patience).not.toBeNull();
    const isAway = (cache: SharedCache) => expect.poll(() => cache.epoch(), patience).toBeNull();
    const textOf = async (cache: SharedCache, key: string, tags: string[] = []) =>
      (await cache.get([key], tags))[0]?.text;

    test('a response that one gateway has fetched is available to the others', async () => {
      const [one, two] = [await opened(), await opened()];
      one.set(one.epoch(), [answer('a'), answer('b')]);
      await expect.poll(() => textOf(two, 'b'), patience).toBe('{"of":"b"}');
      const found = await two.get(['a', 'missing', 'b'], []);
      expect(found.map((cached) => cached?.text)).toEqual(['{"of":"a"}', undefined, '{"of":"b"}']);
      expect(found[0]?.expiresAt).toBeLessThanOrEqual(Date.now() + 60_000);
    });

    test('an invalidation at one gateway reaches the memory of all', async () => {
      const [one, two] = [await opened(), await opened()];
      one.set(one.epoch(), [answer('a', ['x']), answer('b', ['y']), answer('c')]);
      for (const key of ['a', 'b', 'c']) {
        await expect.poll(() => textOf(two, key), patience).toBeDefined();
      }
      await one.invalidate(['x']);
      expect(await textOf(one, 'a')).toBeUndefined();
      await expect.poll(() => textOf(two, 'a'), patience).toBeUndefined();
      expect(await textOf(two, 'b')).toBeDefined();
      await two.invalidate(['of the selection']);
      expect(await textOf(two, 'c', ['of the selection'])).toBeUndefined();
      expect(await textOf(two, 'c', ['of another'])).toBeDefined();
    });

    test('a gateway that starts later knows earlier invalidations', async () => {
      const one = await opened();
      one.set(one.epoch(), [answer('a', ['x']), answer('b', ['y'])]);
      await one.invalidate(['x']);
      const two = await opened();
      await expect.poll(() => textOf(two, 'b'), patience).toBeDefined();
      expect(await textOf(two, 'a')).toBeUndefined();
    });

    test('no gateway caches a response that was in flight during an invalidation', async () => {
      const [one, two] = [await opened(), await opened()];
      const epoch = one.epoch();
      await two.invalidate(['x']);
      one.set(epoch, [answer('a', ['x']), answer('b')]);
      await expect.poll(() => textOf(two, 'b'), patience).toBeDefined();
      expect(await textOf(two, 'a')).toBeUndefined();
      await expect.poll(() => textOf(one, 'a'), patience).toBeUndefined();
    });

    test('without Redis nothing is cached and nothing fails; afterwards no earlier entry is used', async () => {
      const { cache, states } = open();
      await isReady(cache);
      const before = cache.epoch();
      cache.set(before, [answer('a')]);
      await redis.kill();
      await isAway(cache);
      expect(await textOf(cache, 'a')).toBeUndefined();
      cache.set(cache.epoch(), [answer('b')]);
      expect(await textOf(cache, 'b')).toBeUndefined();
      await expect(cache.invalidate(['x'])).rejects.toMatchObject({ code: 'NOT_READY' });

      await redis.start();
      await isReady(cache);
      expect(states).toEqual(['ready', 'away', 'ready']);
      cache.set(before, [answer('late')]);
      for (const key of ['a', 'b', 'late']) expect(await textOf(cache, key)).toBeUndefined();
      cache.set(cache.epoch(), [answer('c')]);
      expect(await textOf(cache, 'c')).toBeDefined();
    });

    test('a silent Redis delays nobody and is given up', async () => {
      const { cache, states } = open();
      await isReady(cache);
      cache.set(cache.epoch(), [answer('a')]);
      redis.freeze();
      // While it is silent, each of these would wait forever.
      expect(await textOf(cache, 'missing')).toBeUndefined();
      await expect(cache.invalidate(['x'])).rejects.toMatchObject({ code: 'NOT_READY' });
      await isAway(cache);
      expect(await textOf(cache, 'a')).toBeUndefined();
      redis.thaw();
      await isReady(cache);
      expect(states).toEqual(['ready', 'away', 'ready']);
    });

    test('a server that is not Redis counts as down, and nothing fails', async () => {
      const web = createServer((_, response) => response.end('hello')).listen(0, '127.0.0.1');
      await once(web, 'listening');
      onTestFinished(() => void web.close());
      const { cache, states } = open(`redis://127.0.0.1:${(web.address() as AddressInfo).port}`);
      expect(await textOf(cache, 'a')).toBeUndefined();
      cache.set(cache.epoch(), [answer('a')]);
      await expect(cache.invalidate(['x'])).rejects.toMatchObject({ code: 'NOT_READY' });
      expect(states).toEqual([]);
    });

    describe('a Redis that has lost its data', () => {
      let admin: Redis;
      beforeEach(() => {
        admin = new Redis(redis.url);
      });
      afterEach(() => admin.disconnect());
      /** Like an agency that retries until it gets 200. */
      const invalidate = (cache: SharedCache, tag: string) => eventually(() => cache.invalidate([tag]));
      const keptByBoth = async (one: SharedCache, two: SharedCache, key: string) => {
        await eventually(async () => {
          one.set(one.epoch(), [answer(key, ['s x'])]);
          expect(await textOf(one, key)).toBeDefined();
          expect(await textOf(two, key)).toBeDefined();
        });
      };

      test.each<[string, () => Promise<unknown>]>([
        ['everything', () => admin.flushdb()],
        ['number and log', () => admin.del('civic:{answers}:session')],
      ])('%s: an invalidation is refused, or reaches all', async (_title, forget) => {
        const [one, two] = [await opened(), await opened()];
        for (let count = 0; count < 50; count++) await one.invalidate([`s old${count}`]);
        await keptByBoth(one, two, 'a');
        await forget();
        // The loss may be undetected so far: either the caller gets an error, or the invalidation holds
        // everywhere.
        await invalidate(two, 's x');
        expect(await textOf(two, 'a')).toBeUndefined();
        await eventually(async () => expect(await textOf(one, 'a')).toBeUndefined());
        // Afterwards everything works as before.
        await keptByBoth(one, two, 'b');
        await invalidate(one, 's x');
        expect(await textOf(one, 'b')).toBeUndefined();
        await eventually(async () => expect(await textOf(two, 'b')).toBeUndefined());
      });

      test('is detected without an invalidation', async () => {
        const { cache, states } = open();
        await isReady(cache);
        cache.set(cache.epoch(), [answer('a', ['s x'])]);
        await admin.flushdb();
        await eventually(() => expect(states.slice(0, 3)).toEqual(['ready', 'away', 'ready']));
        expect(await textOf(cache, 'a')).toBeUndefined();
      });

      test('entries of an earlier session are not used in the next', async () => {
        const one = await opened();
        one.set(one.epoch(), [answer('a', ['s x'])]);
        await eventually(async () => expect(await admin.keys('civic:answers:*')).toHaveLength(1));
        await one.invalidate(['s x']);
        await admin.del('civic:{answers}:session');
        const late = await opened();
        expect(await textOf(late, 'a')).toBeUndefined();
      });

      test('evicts entries, but no invalidated one is returned', async () => {
        const [one, two] = [await opened(), await opened()];
        await keptByBoth(one, two, 'a');
        await admin.config('SET', 'maxmemory-policy', 'allkeys-random');
        // Less memory than it needs: it evicts everything.
        await admin.config('SET', 'maxmemory', '1');
        await eventually(async () => {
          await admin.set('more', 'x').catch(() => undefined);
          expect(await admin.exists('civic:{answers}:session')).toBe(0);
        });
        await admin.config('SET', 'maxmemory', '0');
        await invalidate(one, 's x');
        for (const cache of [one, two]) {
          await eventually(async () => expect(await textOf(cache, 'a')).toBeUndefined());
        }
      });

      test('a full store reports an error to the invalidating caller', async () => {
        const one = await opened();
        await admin.config('SET', 'maxmemory', '1');
        await expect(one.invalidate(['s x'])).rejects.toMatchObject({ code: 'NOT_READY' });
        await admin.config('SET', 'maxmemory', '0');
        await invalidate(one, 's x');
      });

      test('ignores another database of the same server', async () => {
        const [cache, other] = [await opened(), open(`${redis.url}/1`).cache];
        await isReady(other);
        await eventually(async () => {
          cache.set(cache.epoch(), [answer('a', ['s x'])]);
          await other.invalidate(['s x']);
          await cache.invalidate(['s y']);
          expect(await textOf(cache, 'a')).toBeDefined();
        });
      });
    });

    test('foreign messages and an empty invalidation do no harm', async () => {
      const one = await opened();
      one.set(one.epoch(), [answer('a', ['s x'])]);
      const other = new Redis(redis.url);
      onTestFinished(() => other.disconnect());
      await other.publish('civic:answers:invalidated', 'hello');
      await one.invalidate([]);
      await one.invalidate(['s y']);
      expect(await textOf(one, 'a')).toBeDefined();
    });

    test('an agency with too many invalidations loses its own responses, and no others', async () => {
      const one = await opened();
      const commands = new Redis(redis.url);
      onTestFinished(() => commands.disconnect());
      one.set(one.epoch(), [answer('p', ['payments Known']), answer('t', ['transport Known'])]);
      await eventually(async () => expect(await commands.keys('civic:answers:*')).toHaveLength(2));
      const session = String(await currentSession(commands));
      for (let at = 0; at < 3; at++) {
        await invalidateIn(commands, session, [`payments Nonsense${at}`, 'payments More'], 3);
      }
      const { tags, floors } = await readInvalidations(commands, session);
      expect(tags.map(([tag]) => tag)).toEqual(['payments More']);
      expect(floors.map(([subgraph]) => subgraph)).toEqual(['payments']);
      const late = await opened();
      expect(await textOf(late, 't', ['transport Query'])).toBeDefined();
      expect(await textOf(late, 'p', ['payments Query'])).toBeUndefined();
    });

    test('two gateways share fetches and invalidations, and answer everything while Redis is killed and restarted', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'civic-shared-'));
      const path = join(folder, 'supergraph.graphql');
      await writeFile(path, hintedSupergraph());
      const start = () =>
        startTestGateway({
          supergraph: { kind: 'file', path },
          cache: { enabled: true, maxBytes: 1_000_000, redisUrl: redis.url },
        });
      const [one, two] = await Promise.all([start(), start()]);
      onTestFinished(async () => {
        await Promise.all([one.close(), two.close()]);
        await rm(folder, { recursive: true });
      });
      const park = '{ place(code: "park") { title stars } }';
      const isTold = (gateway: TestGateway, times: number, what: string) =>
        expect
          .poll(() => gateway.log.filter((line) => line.includes(what)).length, patience)
          .toBeGreaterThanOrEqual(times);
      const ask = async (gateway: TestGateway) => {
        const before = gateway.calls.length;
        const { json } = await gateway.ask(park);
        expect(json).toEqual({ data: { place: { title: 'The park', stars: 4 } } });
        return gateway.calls.slice(before).map(({ subgraph }) => subgraph);
      };
      for (const gateway of [one, two]) await isTold(gateway, 1, 'shared cache is available');
      expect(await ask(one)).toEqual(['places', 'ratings']);
      await expect.poll(() => ask(two), patience).toEqual([]);

      const body = '{"tags":["Place.stars"]}';
      const sign = createRequestSigner({ secret: testSecrets.subgraph, keyId: 'ratings' });
      const tell = (gateway: TestGateway) =>
        gateway.send({
          url: '/cache/invalidate',
          headers: {
            ...sign({
              method: 'POST',
              path: '/cache/invalidate',
              body,
              principal: { kind: 'anonymous' },
              requestId: 'r',
            }),
            'content-type': 'application/json',
          },
          payload: body,
        });
      expect((await tell(one)).status).toBe(200);
      await expect
        .poll(async () => (await ask(two)).length > 0 || (await ask(one)).length > 0, patience)
        .toBe(true);

      await redis.kill();
      for (const gateway of [one, two]) await isTold(gateway, 1, 'shared cache is unavailable');
      for (let again = 0; again < 3; again++) {
        for (const gateway of [one, two]) expect(await ask(gateway)).toEqual(['places', 'ratings']);
      }
      expect(await tell(two)).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
      await redis.start();
      for (const gateway of [one, two]) await isTold(gateway, 2, 'shared cache is available');
      expect(await ask(one)).toEqual(['places', 'ratings']);
      await expect.poll(() => ask(two), patience).toEqual([]);
    });
  },
);
