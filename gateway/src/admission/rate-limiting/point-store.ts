import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { RedisClient } from '../../lib/redis/connect-redis.ts';
import { within } from '../../lib/redis/within.ts';
import { memoryPoints } from './memory-points.ts';

/** Points per window; a window begins with the first point taken. */
export interface QuotaPolicy {
  /** Its name in the RateLimit fields. */
  readonly name: string;
  readonly points: number;
  readonly windowSeconds: number;
}

/** The points granted. */
export interface Grant {
  readonly granted: number;
  /** Points left for later requests. */
  readonly left: number;
  readonly endsInMs: number;
}

export interface PointStore {
  /** @param points a whole number */
  take(key: string, points: number): Promise<Grant>;
}

/** Longest wait of a request for Redis, in milliseconds. */
const patience = 50;
/** Milliseconds to bypass Redis after a timeout. */
const pause = 1_000;

/**
 * Points of each key, in Redis for all gateways. Without Redis each gateway counts by itself, so that a key
 * has its points at each of them.
 */
export function createPointStore(policy: QuotaPolicy, redis: RedisClient | null): PointStore {
  const { name, points, windowSeconds } = policy;
  const memory = memoryPoints(policy);
  if (redis === null) return memory;
  const options = { points, duration: windowSeconds, keyPrefix: `civic:quota:${name}` };
  const shared = new RateLimiterRedis({ ...options, storeClient: redis, rejectIfRedisNotReady: true });
  let pausedUntil = 0;
  return {
    async take(key, wanted) {
      if (performance.now() >= pausedUntil) {
        try {
          return grantOf(await within(patience, taken(shared, key, wanted)), wanted);
        } catch {
          pausedUntil = performance.now() + pause;
        }
      }
      return memory.take(key, wanted);
    },
  };

  function grantOf({ consumedPoints, msBeforeNext }: RateLimiterRes, wanted: number): Grant {
    const before = consumedPoints - wanted;
    return {
      granted: Math.max(0, Math.min(wanted, points - before)),
      left: Math.max(0, points - consumedPoints),
      endsInMs: msBeforeNext,
    };
  }
}

/** The library throws its result when points run out; that is not an error here. */
async function taken(limiter: RateLimiterRedis, key: string, wanted: number): Promise<RateLimiterRes> {
  try {
    return await limiter.consume(key, wanted);
  } catch (reason) {
    if (reason instanceof RateLimiterRes) return reason;
    throw reason;
  }
}
