import type { Clock } from './clock.ts';
import { systemClock } from './clock.ts';

/**
 * Remembers what may be used only once: nonces of signed calls (RFC 9421, section 7.2.2), ids of DPoP proofs
 * (RFC 9449, section 11.1). Replicas of one service that share a database should share this store as well,
 * else the same can be used once on each of them.
 */
export interface ReplayStore {
  /**
   * Claims a nonce until `expires`.
   *
   * @returns false where it was claimed before, or cannot be told from one that was
   */
  claim(nonce: string, expires: Date): boolean | Promise<boolean>;
}

/**
 * A store in this process's memory, bounded: 100,000 within the minute that each lives.
 *
 * Where it would outgrow its bound it lets go of the oldest, and from then on refuses all that expires no
 * later than that one did: a flood costs its contemporaries a refusal, and makes nothing that was used good
 * again.
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
