import { createHash } from 'node:crypto';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { AppRow, IdentityDatabase } from '../store/database.ts';
import { findApp } from '../store/directory.ts';

/** What is stored of a client secret, and what a presented one is compared with. */
export function secretDigest(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Clients come from the table `app` at each request, so that a change of an approval holds at once. */
export function createClientAdapter(database: IdentityDatabase): Adapter {
  const readOnly = async () => {
    throw new Error('clients are not written through the provider');
  };
  return {
    async find(clientId) {
      const app = await findApp(database, clientId);
      return app && toMetadata(app);
    },
    upsert: readOnly,
    findByUid: readOnly,
    findByUserCode: readOnly,
    consume: readOnly,
    destroy: readOnly,
    revokeByGrantId: readOnly,
  };
}

function toMetadata(app: AppRow): AdapterPayload {
  return {
    client_id: app.client_id,
    // The digest: the provider's comparison is replaced by one that digests what is presented.
    client_secret: app.secret_sha256,
    client_name: app.name_en,
    client_uri: app.homepage,
    redirect_uris: app.redirect_uris,
    response_types: ['code'],
    grant_types:
      app.kind === 'partner'
        ? ['authorization_code', 'refresh_token', 'client_credentials']
        : ['authorization_code'],
    token_endpoint_auth_method: 'client_secret_basic',
    subject_type: 'pairwise',
    id_token_signed_response_alg: 'ES256',
  };
}
