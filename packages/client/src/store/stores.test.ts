import { expect, it } from 'vitest';
import { browserStore } from '../browser/browser-store.ts';
import { inTurn } from './in-turn.ts';
import { memoryStore } from './memory-store.ts';

/** The methods of Web Storage that are used. */
function webStorage() {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
}

it.each(['memory', 'browser'])('a %s store forgets a value after its time', async (kind) => {
  let now = 0;
  const store =
    kind === 'memory' ? memoryStore({ now: () => now }) : browserStore(webStorage(), { now: () => now });
  await store.set('a', '1', 10);
  await store.set('b', '2', 1_000);
  now = 9_999;
  expect(await store.get('a')).toBe('1');
  now = 10_000;
  expect([await store.get('a'), await store.get('b')]).toEqual([null, '2']);
  await store.delete('b');
  expect([await store.get('b'), await store.get('c')]).toEqual([null, null]);
});

it('a store in memory drops its oldest entries beyond a maximum', async () => {
  const store = memoryStore();
  for (let index = 0; index <= 100_000; index += 1) await store.set(String(index), 'v', 10);
  expect([await store.get('0'), await store.get('1'), await store.get('100000')]).toEqual([null, 'v', 'v']);
});

it('a browser store ignores foreign values', () => {
  const storage = webStorage();
  for (const text of ['null', '1', '[]', '{"value":1}', '{"value":"x"}']) {
    storage.items.set('a', text);
    expect(browserStore(storage).get('a')).toBeNull();
  }
});

it('work with one key runs one at a time, even after a failure, and with other keys in parallel', async () => {
  const run = inTurn();
  const order: string[] = [];
  const gates = new Map<string, () => void>();
  const work =
    (name: string, fails = false) =>
    async () => {
      order.push(`${name} begins`);
      await new Promise<void>((resolve) => gates.set(name, resolve));
      order.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    };
  const first = run('k', work('first', true)).catch(({ message }: Error) => `failed ${message}`);
  const second = run('k', work('second'));
  const other = run('l', work('other'));
  await Promise.resolve();
  expect(order).toEqual(['first begins', 'other begins']);
  gates.get('other')?.();
  gates.get('first')?.();
  expect([await first, await other]).toEqual(['failed first', 'other']);
  await expect.poll(() => gates.has('second')).toBe(true);
  gates.get('second')?.();
  expect(await second).toBe('second');
});
