import type { ResourceServer, ResourceServerInstance } from 'oidc-provider';
import type { Issuer } from './issuer.ts';
import { signingAlgorithm } from './signing-keys.ts';

export const accessTokenSeconds = 30 * 60;

/** The gateway as the only resource server (RFC 8707); its tokens are signed JWTs (RFC 9068). */
export function resourceServerInfo(audience: string, scopes: readonly string[]): ResourceServer {
  return {
    audience,
    scope: scopes.join(' '),
    accessTokenFormat: 'jwt',
    accessTokenTTL: accessTokenSeconds,
    jwt: { sign: { alg: signingAlgorithm } },
  };
}

/** As a provider object, for tokens issued outside its endpoints. */
export function resourceServer(
  { provider, dependencies }: Issuer,
  scopes: readonly string[],
): ResourceServerInstance {
  return new provider.ResourceServer(
    dependencies.audience,
    resourceServerInfo(dependencies.audience, scopes),
  );
}
