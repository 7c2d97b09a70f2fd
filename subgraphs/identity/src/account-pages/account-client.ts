import type { AdapterPayload } from 'oidc-provider';
import { languages } from '../my-data/language.ts';
import type { AppRow } from '../store/database.ts';

/** Client of the pages for officials, admins and developers; `migrations/0028` inserts it. */
export const accountClientId = 'civic-account';

/** Metadata for the provider. The issuer's own address is no setting, so it is not in the table. */
export function accountMetadata(
  app: Pick<AppRow, 'client_id' | 'name_en' | 'homepage'>,
  issuer: string,
): AdapterPayload {
  const homes = languages.map((language) => `${issuer}/account/${language}`);
  return {
    client_id: app.client_id,
    client_name: app.name_en,
    client_uri: app.homepage,
    redirect_uris: homes,
    post_logout_redirect_uris: homes,
    // Neither code nor token: the pages read the session.
    response_types: ['none'],
    grant_types: [],
    token_endpoint_auth_method: 'none',
    subject_type: 'public',
    id_token_signed_response_alg: 'ES256',
  };
}
