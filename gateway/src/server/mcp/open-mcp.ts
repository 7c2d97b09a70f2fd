import { hkdfSync, randomBytes } from 'node:crypto';
import { createMemoryReplayStore } from '@civic-graph/tokens';
import type { FastifyInstance } from 'fastify';
import type { GatewayConfig } from '../../config/config.ts';
import type { McpSettings } from '../../config/mcp-settings.ts';
import { claimOnce } from '../../lib/redis/claim-once.ts';
import type { RedisClient } from '../../lib/redis/connect-redis.ts';
import { createConfirmations } from './confirmations.ts';
import { createElicitations } from './elicitations.ts';
import { type McpRouteOptions, mcpRoute } from './mcp-route.ts';
import { redisAnswerRelay } from './redis-answer-relay.ts';
import { createSeal } from './sealed-text.ts';
import { createSessions } from './sessions.ts';
import { createToolCatalogue, type ToolCatalogueOptions } from './tool-catalogue.ts';

type OwnParts = 'catalogue' | 'confirmations' | 'sessions' | 'elicitations' | 'url' | 'issuer';

export interface McpParts
  extends Omit<McpRouteOptions, OwnParts | keyof McpSettings>,
    Pick<ToolCatalogueOptions, 'safelists' | 'switchboard' | 'gateway' | 'limits' | 'parseQueue'> {
  /** `null` if nothing is shared with other processes. */
  readonly redis: RedisClient | null;
}

export interface OpenMcp {
  /** Ends calls that wait for a person. */
  close(): void;
}

/** Assembles the MCP server and adds its routes. */
export function openMcp(
  app: FastifyInstance,
  { tokens, workers }: Pick<GatewayConfig, 'tokens' | 'workers'>,
  settings: McpSettings,
  parts: McpParts,
): OpenMcp {
  const { redis, logger } = parts;
  // Without a shared store, each worker would accept a code that another has already accepted.
  const mayMutate = redis !== null || workers === 1;
  if (!mayMutate) logger.warn('mutations are not offered as MCP tools: set REDIS_URL, or WORKERS=1');
  const derived = (purpose: string) =>
    new Uint8Array(hkdfSync('sha256', Buffer.from(tokens.citizenKeySecret, 'base64url'), '', purpose, 32));
  const elicitations = createElicitations({ ...settings, relay: redis && redisAnswerRelay(redis) });
  mcpRoute(app, {
    ...parts,
    ...settings,
    issuer: tokens.issuer,
    elicitations,
    catalogue: createToolCatalogue({ ...parts, ...settings, mayMutate, consentUrl: tokens.issuer }),
    sessions: createSessions({ ...settings, seal: createSeal(derived('civic-graph mcp session')) }),
    confirmations: createConfirmations({
      ...settings,
      // A key of this process alone if only this process knows which codes were used.
      seal: createSeal(redis ? derived('civic-graph mcp confirmation') : randomBytes(32)),
      used: redis ? claimOnce(redis, 'civic:mcp:confirmed:') : createMemoryReplayStore(),
    }),
  });
  return { close: () => elicitations.close() };
}
