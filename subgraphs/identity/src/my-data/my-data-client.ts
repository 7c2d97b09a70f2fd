import type { AdapterPayload } from 'oidc-provider';
import type { AppRow } from '../store/database.ts';
import { languages } from './language.ts';

/** Client of the citizens' pages; `migrations/0026` inserts it. */
export const myDataClientId = 'civic-my-data';

/** Paths to which the provider may return, by language. */
const returnPaths = ['', '/facts', '/security'] as const;

/** Metadata for the provider. The issuer's own address is no setting, so it is not in the table. */
export function myDataMetadata(app: OwnPages, issuer: string): AdapterPayload {
  return ownPagesMetadata(app, `${issuer}/me`, returnPaths);
}

type OwnPages = Pick<AppRow, 'client_id' | 'name_en' | 'homepage'>;

/** Metadata of the issuer's own pages below `base`, to whose paths in each language the provider returns. */
export function ownPagesMetadata(app: OwnPages, base: string, paths: readonly string[]): AdapterPayload {
  const homes = languages.map((language) => `${base}/${language}`);
  return {
    client_id: app.client_id,
    client_name: app.name_en,
    client_uri: app.homepage,
    redirect_uris: homes.flatMap((home) => paths.map((path) => `${home}${path}`)),
    post_logout_redirect_uris: homes,
    // Neither code nor token: the pages read the session.
    response_types: ['none'],
    grant_types: [],
    token_endpoint_auth_method: 'none',
    subject_type: 'public',
    id_token_signed_response_alg: 'ES256',
  };
}
