import type { Clock } from './clock.ts';
import { systemClock } from './clock.ts';
import { ExpiringMap } from './expiring-map.ts';

/**
 * Remembers the nonces of calls that may happen only once (RFC 9421, section 7.2.2). Replicas of one subgraph
 * that share a database should share this store as well, else a call can be replayed once on each of them.
 */
export interface ReplayStore {
  /**
   * Claims a nonce until `expires`.
   *
   * @returns false where it was claimed before
   */
  claim(nonce: string, expires: Date): boolean | Promise<boolean>;
}

/** A store in this process's memory, bounded: 100,000 mutations within the 60 seconds that a signature lives. */
export function createMemoryReplayStore(clock: Clock = systemClock, capacity = 100_000): ReplayStore {
  const nonces = new ExpiringMap<true>(capacity);
  return {
    claim(nonce, expires) {
      const now = clock().getTime();
      if (nonces.get(nonce, now)) return false;
      nonces.set(nonce, true, expires.getTime(), now);
      return true;
    },
  };
}
