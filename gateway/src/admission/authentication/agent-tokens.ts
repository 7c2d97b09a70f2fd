import { PublicError } from '@civic-graph/errors';
import type { AccessTokenVerifier } from '@civic-graph/tokens';
import { LRUCache } from 'lru-cache';
import type { TokenExchange } from './token-exchange.ts';

export interface AgentTokenOptions {
  /** Verifies tokens for the MCP server. */
  readonly verifyAgent: AccessTokenVerifier;
  readonly exchange: TokenExchange;
  /** Verifies tokens for the graph. */
  readonly verify: AccessTokenVerifier;
}

/** Some four kilobytes each. */
const maxExchanged = 2_000;
/** Reuses a failure for this time, so that a caller's requests do not all reach the issuer. */
const failureMs = 500;
/** Exchanged again that long before the end, because a request may take a while. */
const reserveSeconds = 30;

/**
 * Verifies agents' tokens, and returns the caller of the token that each is exchanged for: an agent's token
 * goes no further than this (MCP authorization, "token passthrough").
 * @throws PublicError FORBIDDEN for officials and developers, who have no app; NOT_READY without the issuer
 */
export function createAgentTokenVerifier({
  verifyAgent,
  exchange,
  verify,
}: AgentTokenOptions): AccessTokenVerifier {
  const exchanged = new LRUCache<string, Promise<string>>({ max: maxExchanged });

  return async (token, presented) => {
    const { kind } = await verifyAgent(token, presented);
    if (kind !== 'citizen' && kind !== 'app')
      throw new PublicError(
        'FORBIDDEN',
        'Only partner apps have tools. Use the console, or the graph itself.',
      );
    return verify(await exchangedFor(token));
  };

  /** Caches the promise, so that concurrent requests make one call. */
  function exchangedFor(token: string): Promise<string> {
    const known = exchanged.get(token);
    if (known) return known;
    const result = exchange(token).then(({ token: forGraph, lifetimeSeconds }) => {
      exchanged.set(token, result, { ttl: Math.max(1, (lifetimeSeconds - reserveSeconds) * 1_000) });
      return forGraph;
    });
    exchanged.set(token, result);
    result.catch(() => exchanged.set(token, result, { ttl: failureMs }));
    return result;
  }
}
