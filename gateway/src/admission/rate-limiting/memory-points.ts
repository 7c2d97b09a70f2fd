import { growingLru } from '../../lib/growing-lru.ts';
import type { PointStore, QuotaPolicy } from './point-store.ts';

/** Some 200 bytes each; evicted keys start again with a full quota. */
const maxKeys = 100_000;

interface Window {
  left: number;
  readonly endsAt: number;
}

/**
 * Points of each key in one gateway's memory. Bounded, without a timer per key, because an IPv6 prefix can
 * supply 300,000 networks a minute.
 */
export function memoryPoints(
  { points, windowSeconds }: QuotaPolicy,
  now: () => number = () => performance.now(),
): PointStore {
  const windows = growingLru<Window>(maxKeys);
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
