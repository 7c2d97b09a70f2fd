import type { ResourceServer, ResourceServerInstance } from 'oidc-provider';
import type { Issuer } from './issuer.ts';
import { signingAlgorithm } from './signing-keys.ts';

export const accessTokenSeconds = 30 * 60;

/** The two resources of the gateway, each with tokens of its own (RFC 8707). */
export interface ResourceUrls {
  /** The graph. */
  readonly audience: string;
  /** The MCP server; `null` if agents get no tokens. */
  readonly mcpUrl: string | null;
}

export function resourceUrls({ audience, mcpUrl }: ResourceUrls): readonly string[] {
  return mcpUrl === null ? [audience] : [audience, mcpUrl];
}

/** A resource of the gateway (RFC 8707); its tokens are signed JWTs (RFC 9068). */
export function resourceServerInfo(resource: string, scopes: readonly string[]): ResourceServer {
  return {
    audience: resource,
    scope: scopes.join(' '),
    accessTokenFormat: 'jwt',
    accessTokenTTL: accessTokenSeconds,
    jwt: { sign: { alg: signingAlgorithm } },
  };
}

/**
 * As a provider object, for tokens issued outside its endpoints.
 * @param resource Default is the graph.
 */
export function resourceServer(
  { provider, dependencies }: Pick<Issuer, 'provider' | 'dependencies'>,
  scopes: readonly string[],
  resource = dependencies.audience,
): ResourceServerInstance {
  return new provider.ResourceServer(resource, resourceServerInfo(resource, scopes));
}
