import { openGrant, type SignIn } from './authorize.ts';
import type { Issuer } from './issuer.ts';
import { resourceServer } from './resource-server.ts';

export interface MintedToken {
  readonly token: string;
  readonly expiresIn: number;
  readonly scopes: readonly string[];
}

/**
 * Issues a token with the same grant, provider models and claims as the browser flow, without pages. The
 * caller ensures that no consent is needed.
 *
 * @returns `undefined` if the app is no client
 */
export async function mintAccessToken(
  issuer: Issuer,
  signIn: SignIn,
  {
    granted,
    permitted,
    resource,
  }: { granted: readonly string[]; permitted: readonly string[]; resource?: string | undefined },
): Promise<MintedToken | undefined> {
  const client = await issuer.provider.Client.find(signIn.app.client_id);
  if (client === undefined) return undefined;
  const scopes = { openid: ['openid'], granted, declined: [] };
  const token = new issuer.provider.AccessToken({
    accountId: signIn.account.id,
    client,
    grantId: await openGrant(issuer.dependencies, issuer.provider, signIn, scopes),
    gty: 'authorization_code',
    scope: granted.join(' '),
    resourceServer: resourceServer(issuer, permitted, resource),
  });
  return { token: await token.save(), expiresIn: token.expiration, scopes: granted };
}
