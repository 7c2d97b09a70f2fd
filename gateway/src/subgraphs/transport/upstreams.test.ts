import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Upstreams } from './upstreams.ts';

const graceMs = 1_000;
let retired: string[];
let peers: Upstreams<string>;

beforeEach(() => {
  vi.useFakeTimers();
  retired = [];
  peers = new Upstreams<string>({
    create: ({ name, url }) => `${name} at ${url}`,
    retire: async (peer) => void retired.push(peer),
    end: async () => undefined,
    graceMs,
  });
});
afterEach(() => vi.useRealTimers());

const reach = (...listed: string[]) =>
  peers.reach(
    listed.map((each) => {
      const [name = '', url = '1'] = each.split('@');
      return { name, url, secret: 's' };
    }),
  );

test('a removed upstream is called for its whole grace period, whatever changed just before', async () => {
  reach('a', 'b');
  await vi.advanceTimersByTimeAsync(graceMs - 100);
  reach('a');
  await vi.advanceTimersByTimeAsync(graceMs - 100);
  expect(peers.get('b')).toBe('b at 1');
  // Another change does not prolong it.
  reach('a', 'c');
  await vi.advanceTimersByTimeAsync(100);
  expect([peers.get('b'), retired]).toEqual([undefined, ['b at 1']]);
});

test('an upstream that comes back in time stays as it was, with a new grace period when it goes', async () => {
  reach('a', 'b');
  reach('a');
  await vi.advanceTimersByTimeAsync(graceMs / 2);
  reach('a', 'b');
  reach('a');
  await vi.advanceTimersByTimeAsync(graceMs - 1);
  expect([peers.get('b'), retired]).toEqual(['b at 1', []]);
  await vi.advanceTimersByTimeAsync(1);
  expect([peers.get('b'), retired]).toEqual([undefined, ['b at 1']]);
});

test('a moved upstream is called at its new address at once; the old one is drained after its grace period', async () => {
  reach('a@1');
  reach('a@2');
  expect([peers.get('a'), retired]).toEqual(['a at 2', []]);
  await vi.advanceTimersByTimeAsync(graceMs);
  expect([peers.get('a'), retired]).toEqual(['a at 2', ['a at 1']]);
});
