import { createHmac } from 'node:crypto';
import { currentSecret } from './request-key.ts';

/** A client of the issuer that is part of the platform, with a secret that issuer and gateways derive. */
export interface DerivedClient {
  readonly id: string;
  readonly secret: string;
}

/**
 * The gateway's MCP server, which may exchange tokens and nothing else. Its id is `act.sub` of exchanged
 * tokens (RFC 8693, section 4.1).
 * @param sharedSecret base64url; the one of gateway and identity
 */
export function exchangeClient(sharedSecret: string): DerivedClient {
  return {
    id: 'civic-mcp',
    secret: derive(sharedSecret, 'civic-graph token exchange').toString('base64url'),
  };
}

/** Client id of the Studio, which officials, developers and admins sign in at. */
export const studioClientId = 'civic-studio';

/**
 * The gateway as the Studio's backend.
 * @param sharedSecret base64url; the one of gateway and identity
 */
export function studioClient(sharedSecret: string): DerivedClient {
  return {
    id: studioClientId,
    secret: derive(sharedSecret, 'civic-graph studio sign-in').toString('base64url'),
  };
}

/**
 * Key of 32 bytes that encrypts the Studio's cookies, the same at every gateway.
 * @param sharedSecret base64url; the one of gateway and identity
 */
export function studioCookieKey(sharedSecret: string): Uint8Array {
  return derive(sharedSecret, 'civic-graph studio cookie');
}

/** Derives a secret, so that issuer and gateways need no further shared one. */
function derive(sharedSecret: string, label: string): Buffer {
  return createHmac('sha256', Buffer.from(currentSecret(sharedSecret), 'base64url'))
    .update(label)
    .digest();
}

/** Names of RFC 8693. */
export const tokenExchange = {
  grantType: 'urn:ietf:params:oauth:grant-type:token-exchange',
  accessToken: 'urn:ietf:params:oauth:token-type:access_token',
} as const;
