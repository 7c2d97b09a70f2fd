import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { RedisClient } from '../../lib/redis/connect-redis.ts';
import { within } from '../../lib/redis/within.ts';
import { memoryPoints } from './memory-points.ts';

/** So many points in each window, which begins with the first that are taken. */
export interface QuotaPolicy {
  /** As the RateLimit fields name it. */
  readonly name: string;
  readonly points: number;
  readonly windowSeconds: number;
}

/** Of the points that were asked for, those that were left. */
export interface Grant {
  readonly granted: number;
  /** What is left for whoever asks next. */
  readonly left: number;
  readonly endsInMs: number;
}

export interface PointStore {
  /** @param points a whole number */
  take(key: string, points: number): Promise<Grant>;
}

/** Milliseconds that a request waits for Redis. */
const patience = 50;
/** Milliseconds without it after it has kept a request waiting. */
const pause = 1_000;

/**
 * Points of each key, in Redis for all gateways together where there is one. While it is away, each gateway
 * counts for itself: a key then has its points at each of them.
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

/** That there were too few is thrown as a result by the library, and is none of an error here. */
async function taken(limiter: RateLimiterRedis, key: string, wanted: number): Promise<RateLimiterRes> {
  try {
    return await limiter.consume(key, wanted);
  } catch (reason) {
    if (reason instanceof RateLimiterRes) return reason;
    throw reason;
  }
}
