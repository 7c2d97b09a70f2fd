import type { AdapterPayload } from 'oidc-provider';
import type { AppRow } from '../store/database.ts';
import { languages } from './language.ts';

/** Client of the citizens' pages; `migrations/0026` inserts it. */
export const myDataClientId = 'civic-my-data';

/** Paths to which the provider may return, by language. */
const returnPaths = ['', '/facts', '/security'] as const;

/** Metadata for the provider. The issuer's own address is no setting, so it is not in the table. */
export function myDataMetadata(
  app: Pick<AppRow, 'client_id' | 'name_en' | 'homepage'>,
  issuer: string,
): AdapterPayload {
  const homes = languages.map((language) => `${issuer}/me/${language}`);
  return {
    client_id: app.client_id,
    client_name: app.name_en,
    client_uri: app.homepage,
    redirect_uris: homes.flatMap((home) => returnPaths.map((path) => `${home}${path}`)),
    post_logout_redirect_uris: homes,
    // Neither code nor token: the pages read the session.
    response_types: ['none'],
    grant_types: [],
    token_endpoint_auth_method: 'none',
    subject_type: 'public',
    id_token_signed_response_alg: 'ES256',
  };
}
