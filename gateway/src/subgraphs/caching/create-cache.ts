import type { Logger } from 'pino';
import type { AnswerCache } from './answer-cache.ts';
import { MemoryCache } from './memory-cache.ts';
import { SharedCache } from './shared-cache.ts';
import { type WorkerBus, WorkerCache } from './worker-cache.ts';

export interface CacheSettings {
  /** Whether responses are cached at all. */
  readonly enabled: boolean;
  /** Bytes of memory for them. */
  readonly maxBytes: number;
  /** Redis shared by all gateways; `null`: each has its own cache. */
  readonly redisUrl: string | null;
}

/**
 * `null` if caching is off.
 * @param workerBus the bus of several workers; without Redis they send invalidations over it
 */
export function createAnswerCache(
  { enabled, maxBytes, redisUrl }: CacheSettings,
  logger: Logger,
  workerBus?: WorkerBus,
): AnswerCache | null {
  if (!enabled) return null;
  if (redisUrl === null) {
    return workerBus ? new WorkerCache({ maxBytes }, workerBus) : new MemoryCache({ maxBytes });
  }
  return new SharedCache({
    url: redisUrl,
    memory: new MemoryCache({ maxBytes }),
    report: (state, reason) => {
      if (state === 'ready') logger.info('the shared cache is available');
      else
        logger.warn({ reason }, 'the shared cache is unavailable; responses are not cached until it is back');
    },
  });
}
