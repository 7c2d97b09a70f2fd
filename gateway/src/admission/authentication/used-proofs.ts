import { createMemoryReplayStore, type ReplayStore } from '@civic-graph/tokens';
import { connectRedis } from '../../lib/redis/connect-redis.ts';
import { within } from '../../lib/redis/within.ts';

/** Ids of the DPoP proofs used at this gateway or, through Redis, at any other (RFC 9449, section 11.1). */
export interface UsedProofs extends ReplayStore {
  close(): Promise<void>;
}

export interface UsedProofsOptions {
  /** Redis shared by all gateways; `null`: each knows only its own proofs. */
  readonly redisUrl: string | null;
  /** Called when sharing through Redis starts or stops. */
  readonly report?: (state: 'shared' | 'alone') => void;
}

/** Longest wait of a request for Redis, in milliseconds. */
const patience = 50;
/** Milliseconds to bypass Redis after a timeout. */
const pause = 1_000;

/**
 * Local memory decides first, so that no gateway accepts a proof twice. Without Redis, a stolen proof is
 * accepted once at each other gateway for its minute of life.
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
        // A duration, because the clock of Redis may differ.
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
