import { isRecord } from '../is-record.ts';
import type { Store } from '../store/store.ts';

/**
 * Stores the session of a page.
 *
 * @param storage default is `sessionStorage`: one session per tab. `localStorage` is shared by all tabs.
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
    // The issuer revokes a refresh token that two tabs use.
    exclusive: (key, work) =>
      globalThis.navigator?.locks === undefined ? work() : navigator.locks.request(key, work),
  };
}
