import { createHmac } from 'node:crypto';

/** The gateway's MCP server as a client of the issuer, which may exchange tokens and nothing else. */
export interface ExchangeClient {
  readonly id: string;
  readonly secret: string;
}

/** `act.sub` of exchanged tokens (RFC 8693, section 4.1). */
const exchangeClientId = 'civic-mcp';

/**
 * Derives the client's secret, so that the issuer and its gateways need no further shared secret.
 * @param sharedSecret base64url; the one of gateway and identity
 */
export function exchangeClient(sharedSecret: string): ExchangeClient {
  const secret = createHmac('sha256', Buffer.from(sharedSecret, 'base64url'))
    .update('civic-graph token exchange')
    .digest('base64url');
  return { id: exchangeClientId, secret };
}

/** Names of RFC 8693. */
export const tokenExchange = {
  grantType: 'urn:ietf:params:oauth:grant-type:token-exchange',
  accessToken: 'urn:ietf:params:oauth:token-type:access_token',
} as const;
