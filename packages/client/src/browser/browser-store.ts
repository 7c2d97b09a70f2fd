import { isRecord } from '../is-record.ts';
import type { Store } from '../store/store.ts';

/**
 * Keeps the session of a page.
 *
 * @param storage default is `sessionStorage`: one session per tab. With `localStorage` all tabs share one.
 */
export function browserStore(
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = sessionStorage,
  { now = Date.now }: { readonly now?: () => number } = {},
): Store {
  return {
    get(key) {
      const entry: unknown = JSON.parse(storage.getItem(key) ?? 'null');
      if (!isRecord(entry) || typeof entry.value !== 'string') return null;
      if (typeof entry.expiresAt === 'number' && entry.expiresAt > now()) return entry.value;
      storage.removeItem(key);
      return null;
    },
    set: (key, value, seconds) =>
      storage.setItem(key, JSON.stringify({ value, expiresAt: now() + seconds * 1_000 })),
    delete: (key) => storage.removeItem(key),
    // Two tabs that refresh one session at once would end it.
    exclusive: (key, work) =>
      globalThis.navigator?.locks === undefined ? work() : navigator.locks.request(key, work),
  };
}
