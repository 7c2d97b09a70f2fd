import * as client from 'openid-client';
import type { CivicOptions, Settings } from '../options.ts';

/** Returns the configuration of the issuer: discovered once, and again after a failure. */
export type Issuer = () => Promise<client.Configuration>;

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** @throws TypeError for a URL that is neither https nor loopback */
export function connectIssuer(
  options: Pick<CivicOptions, 'gateway' | 'issuer' | 'clientId' | 'clientSecret' | 'privateKey'>,
  { fetch }: Pick<Settings, 'fetch'>,
): Issuer {
  const server = new URL(options.issuer);
  for (const { href, protocol, hostname } of [server, new URL(options.gateway)]) {
    if (protocol !== 'https:' && !loopback.has(hostname))
      throw new TypeError(`${href} is not https; tokens would be readable in transit`);
  }
  let discovered: Promise<client.Configuration> | null = null;
  return () => {
    discovered ??= client
      .discovery(
        server,
        options.clientId,
        { id_token_signed_response_alg: 'ES256' },
        authentication(options),
        {
          [client.customFetch]: (url, init) => fetch(url, init as RequestInit),
          execute: server.protocol === 'https:' ? [] : [client.allowInsecureRequests],
        },
      )
      .catch((error: unknown) => {
        discovered = null;
        throw error;
      });
    return discovered;
  };
}

/** Client authentication (OpenID Connect Core, section 9). */
export function authentication({
  clientSecret,
  privateKey,
}: Pick<CivicOptions, 'clientSecret' | 'privateKey'>): client.ClientAuth {
  if (privateKey !== undefined) return client.PrivateKeyJwt(privateKey);
  return clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret);
}
