import { expect, test } from 'vitest';
import { rememberedTags } from './invalidation-log.ts';
import { MemoryCache } from './memory-cache.ts';

const answer = (key: string, changes: object = {}) => ({
  key,
  text: key,
  expiresAt: 100,
  tags: [],
  ...changes,
});
const textOf = async (cache: MemoryCache, key: string, tags: string[] = []) =>
  (await cache.get([key], tags))[0]?.text;

test('returns a response until it expires', async () => {
  let now = 0;
  const cache = new MemoryCache({ maxBytes: 100_000, now: () => now });
  cache.set(cache.epoch(), [answer('a')]);
  now = 99;
  expect(await textOf(cache, 'a')).toBe('a');
  now = 100;
  expect(await textOf(cache, 'a')).toBeUndefined();
});

test('an invalidation reaches responses by their own tags and by those of their selection, and no others', async () => {
  const cache = new MemoryCache({ maxBytes: 100_000, now: () => 0 });
  cache.set(cache.epoch(), [answer('a', { tags: ['x'] }), answer('b')]);
  await cache.invalidate(['y']);
  expect([await textOf(cache, 'a'), await textOf(cache, 'b')]).toEqual(['a', 'b']);
  await cache.invalidate(['x']);
  expect([await textOf(cache, 'a'), await textOf(cache, 'b')]).toEqual([undefined, 'b']);
  expect(await textOf(cache, 'b', ['y'])).toBeUndefined();
});

test('does not cache a response whose fetch began before an invalidation', async () => {
  const cache = new MemoryCache({ maxBytes: 100_000, now: () => 0 });
  const before = cache.epoch();
  await cache.invalidate(['x']);
  cache.set(before, [answer('a', { tags: ['x'] })]);
  expect(await textOf(cache, 'a')).toBeUndefined();
  cache.set(cache.epoch(), [answer('a', { tags: ['x'] })]);
  expect(await textOf(cache, 'a')).toBe('a');
});

test('does not cache earlier fetches after a reset, because the order of invalidations is lost', async () => {
  const cache = new MemoryCache({ maxBytes: 100_000, now: () => 0 });
  const before = cache.epoch();
  cache.clear();
  cache.set(before, [answer('a')]);
  expect(await textOf(cache, 'a')).toBeUndefined();
});

test('memory is bounded, and no single response fills it', async () => {
  const maxBytes = 1_000_000;
  const cache = new MemoryCache({ maxBytes, now: () => 0 });
  const text = '街'.repeat(1_000);
  for (let at = 0; at < 2_000; at++) cache.set(cache.epoch(), [answer(`k${at}`, { text })]);
  expect(cache.bytes).toBeGreaterThan(maxBytes / 2);
  expect(cache.bytes).toBeLessThanOrEqual(maxBytes);
  expect(await textOf(cache, 'k0')).toBeUndefined();
  expect(await textOf(cache, 'k1999')).toBe(text);
  cache.set(cache.epoch(), [answer('huge', { text: 'x'.repeat(maxBytes / 8) })]);
  expect(await textOf(cache, 'huge')).toBeUndefined();
  expect(await textOf(cache, 'k1999')).toBe(text);
});

test('an agency with too many invalidations loses its own responses, and no others', async () => {
  const cache = new MemoryCache({ maxBytes: 100_000, now: () => 0 });
  const answers = ['payments', 'transport'].map((name) => answer(name, { tags: [`${name} Known`] }));
  cache.set(cache.epoch(), answers);
  const nonsense = Array.from({ length: rememberedTags + 1 }, (_, at) => `payments Nonsense${at}`);
  for (const tag of nonsense) await cache.invalidate([tag]);
  expect(await textOf(cache, 'transport', ['transport Query'])).toBe('transport');
  expect(await textOf(cache, 'payments', ['payments Query'])).toBeUndefined();
});
