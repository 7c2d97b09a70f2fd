import { PublicError } from '@civic-graph/errors';
import type { ReplayStore } from '@civic-graph/tokens';
import type { RedisClient } from './connect-redis.ts';
import { within } from './within.ts';

/** Longest wait for Redis, in milliseconds. */
const patience = 500;

/**
 * Single-use values that all gateways share.
 * @throws PublicError NOT_READY without Redis, because another gateway may have accepted the value
 */
export function claimOnce(redis: RedisClient, prefix: string): ReplayStore {
  return {
    async claim(nonce, expires) {
      const lifetime = Math.max(1, expires.getTime() - Date.now());
      try {
        const stored = redis.set(`${prefix}${nonce}`, '', 'PX', lifetime, 'NX');
        return (await within(patience, stored)) === 'OK';
      } catch {
        throw new PublicError('NOT_READY', 'Confirmations cannot be checked at present. Retry later.');
      }
    },
  };
}
