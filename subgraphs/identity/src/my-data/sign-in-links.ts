import { acrOf } from '@civic-graph/tokens';
import type { Language } from './language.ts';
import { myDataClientId } from './my-data-client.ts';

/** Maximum age of a sign-in (in seconds) that opens the pages without a new one. */
export const freshSignInSeconds = 15 * 60;

/** Authorization request that signs a citizen in and returns to the pages. */
export function signInLink(issuer: string, language: Language): string {
  return authorization({ redirect_uri: `${issuer}/me/${language}`, max_age: String(freshSignInSeconds) });
}

/** Raises the level of the sign-in, for data of class C3. */
export function stepUpLink(issuer: string, language: Language): string {
  return authorization({ redirect_uri: `${issuer}/me/${language}/facts`, acr_values: acrOf.high });
}

/** Asks for a new sign-in, before a passkey is added. */
export function confirmLink(issuer: string, language: Language): string {
  return authorization({ redirect_uri: `${issuer}/me/${language}/security`, max_age: '0' });
}

/** Page that asks whether to sign out, here and at all apps of the session. */
export function signOutLink(issuer: string, language: Language): string {
  return endSessionLink(myDataClientId, `${issuer}/me/${language}`);
}

function authorization(parameters: Readonly<Record<string, string>>): string {
  return authorizationLink(myDataClientId, parameters);
}

/**
 * Authorization request of the issuer's own pages. Response type `none`: the return carries no credential
 * that could be stolen or injected.
 */
export function authorizationLink(clientId: string, parameters: Readonly<Record<string, string>>): string {
  const fixed = { client_id: clientId, response_type: 'none', scope: 'openid' };
  return `/auth?${new URLSearchParams({ ...fixed, ...parameters })}`;
}

/** Page that asks whether to sign out, and then returns. */
export function endSessionLink(clientId: string, wayBack: string): string {
  return `/session/end?${new URLSearchParams({ client_id: clientId, post_logout_redirect_uri: wayBack })}`;
}
