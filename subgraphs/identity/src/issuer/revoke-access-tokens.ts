import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import { errors, type JWK, type KoaContextWithOIDC, type Provider } from 'oidc-provider';
import type { IssuerDependencies } from './issuer.ts';
import { resourceUrls } from './resource-server.ts';
import { revokeGrants } from './revoke-grants.ts';
import { signingAlgorithm } from './signing-keys.ts';

/**
 * Revocation endpoint (RFC 7009) for access tokens, which the provider does not store. Revokes the whole
 * authorization and notifies the gateways.
 *
 * Runs after the provider's answer, which has authenticated the client by then.
 */
export function revokeAccessTokens(
  provider: Provider,
  keys: readonly JWK[],
  { database, issuer, clock, ...urls }: IssuerDependencies,
): void {
  const publicKeys = createLocalJWKSet({
    keys: keys.map(({ d: _, ...publicKey }) => publicKey),
  } as JSONWebKeySet);

  provider.use(async (ctx, next) => {
    await next();
    if (!isRefusedJwt(ctx)) return;
    const { client, params } = ctx.oidc;
    const grant = await grantOf(String(params?.token), client?.clientId);
    if (grant !== undefined) await revokeGrants(database, [grant], clock());
    // Also for unknown, expired or other clients' tokens, which need no action (section 2.2).
    ctx.status = 200;
    ctx.body = '';
  });

  async function grantOf(token: string, clientId: string | undefined): Promise<string | undefined> {
    const claims = await jwtVerify(token, publicKeys, {
      issuer,
      audience: [...resourceUrls(urls)],
      typ: 'at+jwt',
      algorithms: [signingAlgorithm],
      currentDate: clock(),
    }).then(
      ({ payload }): JWTPayload => payload,
      () => null,
    );
    const isOwn = claims !== null && clientId !== undefined && claims.client_id === clientId;
    return isOwn && typeof claims.grant === 'string' ? claims.grant : undefined;
  }
}

const refusal = new errors.UnsupportedTokenType().error;

function isRefusedJwt(ctx: object): ctx is KoaContextWithOIDC {
  if (!('oidc' in ctx)) return false;
  const { oidc, status, body } = ctx as KoaContextWithOIDC;
  return (
    oidc.route === 'revocation' &&
    status === 400 &&
    typeof body === 'object' &&
    body !== null &&
    'error' in body &&
    body.error === refusal
  );
}
