import { createMemoryReplayStore, type ReplayStore } from '@civic-graph/tokens';
import { connectRedis } from '../../lib/redis/connect-redis.ts';
import { within } from '../../lib/redis/within.ts';

/**
 * Ids of the proofs that were used at this gateway or, through Redis, at any other (RFC 9449, section 11.1).
 */
export interface UsedProofs extends ReplayStore {
  close(): Promise<void>;
}

export interface UsedProofsOptions {
  /** Redis that all gateways share; `null`: each knows its own. */
  readonly redisUrl: string | null;
  /** Told when gateways begin to share what they know, and when they no longer do. */
  readonly report?: (state: 'shared' | 'alone') => void;
}

/** Milliseconds that a request waits for the store. */
const patience = 50;
/** Milliseconds without it after it has kept a request waiting. */
const pause = 1_000;

/**
 * Each gateway's memory decides first, so that a proof is never good twice at one of them. Where Redis is
 * away, requests neither fail nor wait: a proof that was stolen on its way is then good once more at each
 * other gateway, for the minute that it lives.
 */
export function createUsedProofs({ redisUrl, report = () => undefined }: UsedProofsOptions): UsedProofs {
  const memory = createMemoryReplayStore();
  if (redisUrl === null) return { claim: memory.claim, close: async () => undefined };
  const redis = connectRedis(redisUrl);
  let pausedUntil = 0;
  redis.on('ready', () => report('shared'));
  redis.on('close', () => report('alone'));

  return {
    async claim(nonce, expires) {
      if (!(await memory.claim(nonce, expires))) return false;
      if (redis.status !== 'ready' || performance.now() < pausedUntil) return true;
      try {
        // A duration: the clock of Redis may be another.
        const lifetime = Math.max(1, expires.getTime() - Date.now());
        const stored = redis.set(`civic:proofs:${nonce}`, '', 'PX', lifetime, 'NX');
        return (await within(patience, stored)) === 'OK';
      } catch {
        pausedUntil = performance.now() + pause;
        return true;
      }
    },
    async close() {
      redis.removeAllListeners('close').disconnect();
    },
  };
}
