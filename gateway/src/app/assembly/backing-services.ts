import { type Disk, subjectHasher } from '@civic-graph/audit';
import { rateLimited } from '@civic-graph/service';
import {
  type AccessTokenVerifier,
  createAccessTokenVerifier,
  createDpopVerifier,
  createIssuerKeys,
} from '@civic-graph/tokens';
import type { Logger } from 'pino';
import { createAgentTokenVerifier } from '../../admission/authentication/agent-tokens.ts';
import { createTokenExchange } from '../../admission/authentication/token-exchange.ts';
import { createUsedProofs } from '../../admission/authentication/used-proofs.ts';
import { createQuotas } from '../../admission/rate-limiting/quotas.ts';
import { createAccessAudit } from '../../audit/access-audit.ts';
import type { GatewayConfig } from '../../config/config.ts';
import { connectRedis } from '../../lib/redis/connect-redis.ts';
import { createCacheMetrics } from '../../subgraphs/caching/cache-metrics.ts';
import { cachedSubgraphs } from '../../subgraphs/caching/cached-subgraphs.ts';
import { createAnswerCache } from '../../subgraphs/caching/create-cache.ts';
import type { WorkerBus } from '../../subgraphs/caching/worker-cache.ts';
import { connectSubgraphs } from './connect-subgraphs.ts';
import { identityFeed } from './identity-feed.ts';
import type { Observers } from './observers.ts';

export type BackingServices = ReturnType<typeof connectServices>;

/**
 * Dependencies of the engine: subgraphs, authentication, quotas, the audit journal and the response cache.
 */
export function connectServices(
  config: GatewayConfig,
  { logger, metrics }: Observers,
  { workerBus, disk }: { readonly workerBus?: WorkerBus | undefined; readonly disk?: Disk | undefined },
) {
  const identity = config.identity ?? undefined;
  // Records who read whose data, on disk before the answer leaves.
  const audit =
    config.audit &&
    createAccessAudit(config.audit, {
      hashSubject: subjectHasher(config.tokens.citizenKeySecret),
      identity,
      logger,
      onRecords: metrics.accessRecorded,
      disk,
    });
  // The identity feed: revocations (without them only signatures would decide), kill switches, and changes of
  // safelists.
  const { switchboard, safelists, revocations } = identityFeed(config, {
    ...{ logger, metrics },
    noteRevocations: (revocations) => audit?.noteRevocations(revocations),
  });
  const usedProofs = createUsedProofs({
    redisUrl: config.cache.redisUrl,
    report: (state) => logger.info({ state }, 'DPoP replay store state changed'),
  });
  // Shared, because fetches of keys are limited.
  const keys = createIssuerKeys(config.tokens);
  const verifierOf = (audience: string, url: string) =>
    createAccessTokenVerifier({
      ...config.tokens,
      audience,
      keys,
      ...(revocations && { isRevoked: revocations.isRevoked }),
      verifyProof: createDpopVerifier({ url, replayStore: usedProofs }),
    });
  const verify = verifierOf(config.tokens.audience, new URL('/graphql', config.publicUrl).href);
  const subgraphs = connectSubgraphs(config, { logger, metrics });
  const cache = createAnswerCache(config.cache, logger, workerBus);
  const cacheMetrics = cache && createCacheMetrics(metrics.registry, cache);
  // Quotas and confirmations of callers, shared by all gateways through Redis.
  const needsRedis = config.quotas !== null || config.mcp !== null;
  const redis = needsRedis && config.cache.redisUrl !== null ? connectRedis(config.cache.redisUrl) : null;
  const quotas = config.quotas && createQuotas(config.quotas, redis);

  return {
    switchboard,
    safelists,
    revocations,
    revocationState: () => revocations?.state() ?? 'current',
    isRevoked: revocations?.isRevokedFor,
    verify,
    /** Agents' tokens, for the MCP server; `null` without one. */
    verifyAgent: agentVerifier(config, verify, verifierOf, logger),
    redis,
    subgraphs,
    // Cached responses first, the rest over HTTP.
    agencies: cache
      ? cachedSubgraphs(subgraphs.calls, { cache, observe: cacheMetrics?.read })
      : subgraphs.calls,
    cache,
    cacheMetrics,
    identity,
    audit,
    quotas,
    /** Once the engine is idle. */
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

/** Agents' tokens have another audience, so that a token for one resource is refused at the other. */
function agentVerifier(
  { mcp, identity }: Pick<GatewayConfig, 'mcp' | 'identity'>,
  verify: AccessTokenVerifier,
  verifierOf: (audience: string, url: string) => AccessTokenVerifier,
  logger: Logger,
): AccessTokenVerifier | null {
  if (mcp === null || identity === null) return null;
  const nextLine = rateLimited();
  const exchange = createTokenExchange({
    ...identity,
    onFailure(failure) {
      const leftOut = nextLine();
      if (leftOut !== null) logger.warn({ failure, leftOut }, 'the issuer did not exchange an agent’s token');
    },
  });
  return createAgentTokenVerifier({ verifyAgent: verifierOf(mcp.url, mcp.url), exchange, verify });
}
