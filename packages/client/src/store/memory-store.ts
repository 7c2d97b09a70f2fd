import type { Store } from './store.ts';

interface Entry {
  readonly value: string;
  readonly expiresAt: number;
}

const sweepEveryMs = 60_000;

/** Beyond it the oldest entries are dropped: anybody can begin sign-ins. */
const maxEntries = 100_000;

/** Stores sessions in the memory of the process. */
export function memoryStore({ now = Date.now }: { readonly now?: () => number } = {}): Store {
  const entries = new Map<string, Entry>();
  let sweptAt = now();

  return {
    get(key) {
      const entry = entries.get(key);
      return entry !== undefined && entry.expiresAt > now() ? entry.value : null;
    },
    set(key, value, seconds) {
      sweep();
      entries.delete(key);
      entries.set(key, { value, expiresAt: now() + seconds * 1_000 });
      const [oldest] = entries.size > maxEntries ? entries.keys() : [];
      if (oldest !== undefined) entries.delete(oldest);
    },
    delete: (key) => entries.delete(key),
  };

  /** Removes abandoned sign-ins, so that they do not fill the memory. */
  function sweep(): void {
    if (now() - sweptAt < sweepEveryMs) return;
    sweptAt = now();
    for (const [key, { expiresAt }] of entries) if (expiresAt <= now()) entries.delete(key);
  }
}
