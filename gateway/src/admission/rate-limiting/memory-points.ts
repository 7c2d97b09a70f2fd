import { LRUCache } from 'lru-cache';
import type { PointStore, QuotaPolicy } from './point-store.ts';

/** Some 200 bytes each. Of more keys in one window, those that asked longest ago begin anew. */
const keysKept = 100_000;

interface Window {
  left: number;
  readonly endsAt: number;
}

/**
 * Points of each key in the memory of one gateway. Bounded, unlike what keeps a timer for each key: whoever
 * has an IPv6 prefix can ask from three hundred thousand networks a minute.
 */
export function memoryPoints(
  { points, windowSeconds }: QuotaPolicy,
  now: () => number = () => performance.now(),
): PointStore {
  const windows = new LRUCache<string, Window>({ max: keysKept });
  return {
    async take(key, wanted) {
      const at = now();
      let window = windows.get(key);
      if (window === undefined || window.endsAt <= at) {
        window = { left: points, endsAt: at + windowSeconds * 1_000 };
        windows.set(key, window);
      }
      const granted = Math.min(wanted, window.left);
      window.left -= granted;
      return { granted, left: window.left, endsInMs: window.endsAt - at };
    },
  };
}
