import { type Disk, subjectHasher } from '@civic-graph/audit';
import { createAccessTokenVerifier, createDpopVerifier } from '@civic-graph/tokens';
import { createUsedProofs } from '../../admission/authentication/used-proofs.ts';
import { createQuotas } from '../../admission/rate-limiting/quotas.ts';
import { createAccessAudit } from '../../audit/access-audit.ts';
import type { GatewayConfig } from '../../config/config.ts';
import { connectRedis } from '../../lib/redis/connect-redis.ts';
import { createCacheMetrics } from '../../subgraphs/caching/cache-metrics.ts';
import { cachedSubgraphs } from '../../subgraphs/caching/cached-subgraphs.ts';
import { createAnswerCache } from '../../subgraphs/caching/create-cache.ts';
import type { WorkerBus } from '../../subgraphs/caching/worker-cache.ts';
import { identityFeed } from './identity-feed.ts';
import type { Observers } from './observers.ts';
import { reachSubgraphs } from './reach-subgraphs.ts';

export type BackingServices = ReturnType<typeof connectServices>;

/**
 * What the engine works with: agencies, who a caller is and what he may spend, where records and answers are
 * kept.
 */
export function connectServices(
  config: GatewayConfig,
  { logger, metrics }: Observers,
  { siblings, disk }: { readonly siblings?: WorkerBus | undefined; readonly disk?: Disk | undefined },
) {
  // What tokens rested on and was taken back. Without it, signatures alone would decide.
  // What agencies have switched off comes by the same way, and which apps' safelists have changed.
  const { switchboard, safelists, revocations } = identityFeed(config, { logger, metrics });
  const usedProofs = createUsedProofs({
    redisUrl: config.cache.redisUrl,
    report: (state) => logger.info({ state }, 'used proofs of tokens that are bound to a key'),
  });
  const verify = createAccessTokenVerifier({
    ...config.tokens,
    ...(revocations && { isRevoked: revocations.isRevoked }),
    verifyProof: createDpopVerifier({
      url: new URL('/graphql', config.publicUrl).href,
      replayStore: usedProofs,
    }),
  });
  const subgraphs = reachSubgraphs(config, { logger, metrics });
  const cache = createAnswerCache(config.cache, logger, siblings);
  const cacheMetrics = cache && createCacheMetrics(metrics.registry, cache);
  const identity = config.identity ?? undefined;
  // Who has read what of whom, on disk before the answer leaves.
  const audit =
    config.audit &&
    createAccessAudit(config.audit, {
      hashSubject: subjectHasher(config.tokens.citizenKeySecret),
      identity,
      logger,
      onRecords: metrics.accessRecorded,
      disk,
    });
  // What callers may spend, shared by all gateways where there is a Redis.
  const redis = config.quotas && config.cache.redisUrl !== null ? connectRedis(config.cache.redisUrl) : null;
  const quotas = config.quotas && createQuotas(config.quotas, redis);

  return {
    switchboard,
    safelists,
    revocations,
    revocationState: () => revocations?.state() ?? 'current',
    isRevoked: revocations?.isRevokedFor,
    verify,
    subgraphs,
    // What is kept is not asked for; what is asked for goes over HTTP.
    agencies: cache
      ? cachedSubgraphs(subgraphs.calls, { cache, observe: cacheMetrics?.read })
      : subgraphs.calls,
    cache,
    cacheMetrics,
    identity,
    audit,
    quotas,
    /** Once nothing asks the engine any longer. */
    async close(): Promise<void> {
      await revocations?.close();
      await subgraphs.close();
      await audit?.close();
      await usedProofs.close();
      redis?.disconnect();
      await cache?.close();
    },
  };
}
