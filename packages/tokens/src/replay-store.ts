import type { Clock } from './clock.ts';
import { systemClock } from './clock.ts';

/**
 * Remembers single-use values: nonces of signed calls (RFC 9421, section 7.2.2), ids of DPoP proofs (RFC
 * 9449, section 11.1). Replicas must share the store, or a value can be used once on each.
 */
export interface ReplayStore {
  /**
   * Claims a nonce until `expires`.
   *
   * @returns false if it was claimed before, or might have been
   */
  claim(nonce: string, expires: Date): boolean | Promise<boolean>;
}

/**
 * An in-memory store, bounded to 100,000 entries.
 *
 * When full it evicts the oldest entry and rejects everything that expires no later, so that a flood causes
 * refusals and never allows a replay.
 */
export function createMemoryReplayStore(clock: Clock = systemClock, capacity = 100_000): ReplayStore {
  const claimed = new Map<string, number>();
  let forgotten = Number.NEGATIVE_INFINITY;

  function makeRoom(now: number): void {
    for (const [oldest, expires] of claimed) {
      if (expires > now) {
        if (claimed.size < capacity) return;
        forgotten = Math.max(forgotten, expires);
      }
      claimed.delete(oldest);
    }
  }
  return {
    claim(nonce, expires) {
      const now = clock().getTime();
      const end = expires.getTime();
      const before = claimed.get(nonce);
      if ((before !== undefined && before > now) || end <= forgotten) return false;
      makeRoom(now);
      claimed.set(nonce, end);
      return true;
    },
  };
}
