import { exchangeClient, tokenExchange } from '@civic-graph/tokens';
import type { ClientMetadata } from 'oidc-provider';
import { secretDigest } from '../secret-digest.ts';

/** The gateways as a client: no redirects, no sign-ins, one grant type. */
export function exchangeClientMetadata({
  subgraphSecret,
}: {
  readonly subgraphSecret: string;
}): ClientMetadata {
  const { id, secret } = exchangeClient(subgraphSecret);
  return {
    client_id: id,
    // A digest, like the secrets of apps.
    client_secret: secretDigest(secret),
    client_name: 'MCP server of the gateway',
    token_endpoint_auth_method: 'client_secret_basic',
    redirect_uris: [],
    response_types: [],
    grant_types: [tokenExchange.grantType],
  };
}
