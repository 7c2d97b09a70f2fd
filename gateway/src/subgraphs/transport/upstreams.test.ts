import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Upstreams } from './upstreams.ts';

const graceMs = 1_000;
let retired: string[];
let upstreams: Upstreams<string>;

beforeEach(() => {
  vi.useFakeTimers();
  retired = [];
  upstreams = new Upstreams<string>({
    create: ({ name, url }) => `${name} at ${url}`,
    drain: async (upstream) => void retired.push(upstream),
    end: async () => undefined,
    graceMs,
  });
});
afterEach(() => vi.useRealTimers());

const setEndpoints = (...listed: string[]) =>
  upstreams.setEndpoints(
    listed.map((each) => {
      const [name = '', url = '1'] = each.split('@');
      return { name, url, secret: 's' };
    }),
  );

test('a removed upstream is called for its whole grace period, whatever changed just before', async () => {
  setEndpoints('a', 'b');
  await vi.advanceTimersByTimeAsync(graceMs - 100);
  setEndpoints('a');
  await vi.advanceTimersByTimeAsync(graceMs - 100);
  expect(upstreams.get('b')).toBe('b at 1');
  // Another change does not prolong it.
  setEndpoints('a', 'c');
  await vi.advanceTimersByTimeAsync(100);
  expect([upstreams.get('b'), retired]).toEqual([undefined, ['b at 1']]);
});

test('an upstream that comes back in time stays as it was, with a new grace period when it goes', async () => {
  setEndpoints('a', 'b');
  setEndpoints('a');
  await vi.advanceTimersByTimeAsync(graceMs / 2);
  setEndpoints('a', 'b');
  setEndpoints('a');
  await vi.advanceTimersByTimeAsync(graceMs - 1);
  expect([upstreams.get('b'), retired]).toEqual(['b at 1', []]);
  await vi.advanceTimersByTimeAsync(1);
  expect([upstreams.get('b'), retired]).toEqual([undefined, ['b at 1']]);
});

test('a moved upstream is called at its new address immediately; the old one is drained after its grace period', async () => {
  setEndpoints('a@1');
  setEndpoints('a@2');
  expect([upstreams.get('a'), retired]).toEqual(['a at 2', []]);
  await vi.advanceTimersByTimeAsync(graceMs);
  expect([upstreams.get('a'), retired]).toEqual(['a at 2', ['a at 1']]);
});
