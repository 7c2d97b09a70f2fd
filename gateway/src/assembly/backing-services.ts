import { type Disk, subjectHasher } from '@civic-graph/audit';
import { createAccessTokenVerifier, createDpopVerifier } from '@civic-graph/tokens';
import { createAccessAudit } from '../audit/access-audit.ts';
import { createUsedProofs } from '../authentication/used-proofs.ts';
import { createCacheMetrics } from '../caching/cache-metrics.ts';
import { cachedSubgraphs } from '../caching/cached-subgraphs.ts';
import { createAnswerCache } from '../caching/create-cache.ts';
import type { Siblings } from '../caching/worker-cache.ts';
import type { GatewayConfig } from '../config.ts';
import { createQuotas } from '../quotas/quotas.ts';
import { connectRedis } from '../redis/connect-redis.ts';
import { newsOfIdentity } from '../revocation/news-of-identity.ts';
import { reachSubgraphs } from '../transport/reach-subgraphs.ts';
import type { Observers } from './observers.ts';

export type BackingServices = ReturnType<typeof connectServices>;

/** What the engine works with: agencies, who a caller is and what he may spend, where records and answers are kept. */
export function connectServices(
  config: GatewayConfig,
  { logger, metrics }: Observers,
  { siblings, disk }: { readonly siblings?: Siblings | undefined; readonly disk?: Disk | undefined },
) {
  // What tokens rested on and was taken back. Without it, signatures alone would decide.
  // What agencies have switched off comes by the same way, and which apps' safelists have changed.
  const { switchboard, safelists, revocations } = newsOfIdentity(config, { logger, metrics });
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
