import { studioClient, studioClientId } from '@civic-graph/tokens';
import type { AdapterPayload, Client } from 'oidc-provider';
import type { AppRow } from '../store/database.ts';
import { secretDigest } from './secret-digest.ts';

/** Path at the gateway to which the provider returns. */
const callbackPath = '/studio/callback';

/** Whether this is the Studio, where officials, developers and admins sign in. */
export function isStudioClient(client: Pick<Client, 'clientId'> | undefined): boolean {
  return client?.clientId === studioClientId;
}

/** Metadata for the provider. Address and secret are settings, so they are not in the table. */
export function studioMetadata(
  app: Pick<AppRow, 'client_id' | 'name_en'>,
  { studioUrl, subgraphSecret }: { readonly studioUrl: string; readonly subgraphSecret: string },
): AdapterPayload {
  return {
    client_id: app.client_id,
    client_name: app.name_en,
    client_uri: studioUrl,
    // A digest, like the secrets of apps.
    client_secret: secretDigest(studioClient(subgraphSecret).secret),
    token_endpoint_auth_method: 'client_secret_basic',
    redirect_uris: [`${studioUrl}${callbackPath}`],
    post_logout_redirect_uris: [`${studioUrl}/`],
    response_types: ['code'],
    grant_types: ['authorization_code', 'refresh_token'],
    subject_type: 'pairwise',
    id_token_signed_response_alg: 'ES256',
  };
}
