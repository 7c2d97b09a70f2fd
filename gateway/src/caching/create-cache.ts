import type { Logger } from 'pino';
import type { AnswerCache } from './answer-cache.ts';
import { MemoryCache } from './memory-cache.ts';
import { SharedCache } from './shared-cache.ts';

export interface CacheSettings {
  /** Whether answers are kept at all. */
  readonly enabled: boolean;
  /** Bytes of memory for them. */
  readonly maxBytes: number;
  /** Redis that all gateways share; `null`: each keeps its own. */
  readonly redisUrl: string | null;
}

/** `null` where nothing is to be kept. */
export function createAnswerCache(
  { enabled, maxBytes, redisUrl }: CacheSettings,
  logger: Logger,
): AnswerCache | null {
  if (!enabled) return null;
  const memory = new MemoryCache({ maxBytes });
  if (redisUrl === null) return memory;
  return new SharedCache({
    url: redisUrl,
    memory,
    report: (state, reason) => {
      if (state === 'ready') logger.info('the shared cache is there');
      else
        logger.warn({ reason }, 'the shared cache is away; answers are fetched each time until it is back');
    },
  });
}
