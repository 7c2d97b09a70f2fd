import { type AssuranceLevel, assuranceLevels } from '@civic-graph/policy';
import * as client from 'openid-client';
import type { AttemptSecrets } from './attempts.ts';
import type { ProviderConnection } from './connect-provider.ts';
import type { ProviderSettings } from './provider-settings.ts';
import { rulesFor } from './vouched-level.ts';

export interface RequestedSignIn {
  readonly redirectUri: string;
  readonly secrets: AttemptSecrets;
  /** Minimum level that the app requests. */
  readonly needed: AssuranceLevel | null;
  readonly maxAge: number;
  /** Claims that identify the person. */
  readonly claims: readonly string[];
}

/** URL to which the person's browser goes. Pushes the request (RFC 9126) if the provider accepts that. */
export async function authorizationUrl(
  settings: ProviderSettings,
  { metadata, configuration }: ProviderConnection,
  { redirectUri, secrets, needed, maxAge, claims }: RequestedSignIn,
): Promise<URL> {
  const parameters = {
    redirect_uri: redirectUri,
    scope: settings.scopes.join(' '),
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(secrets.verifier),
    code_challenge_method: 'S256',
    // Makes `auth_time` a required claim (OpenID Connect Core, section 3.1.2.1).
    max_age: String(maxAge),
    ...(maxAge === 0 && { prompt: 'login' }),
    ...acrValues(settings, needed),
    ...(metadata.claims_parameter_supported === true && { claims: claimsRequest(claims) }),
  };
  return metadata.pushed_authorization_request_endpoint === undefined
    ? client.buildAuthorizationUrl(configuration(), parameters)
    : client.buildAuthorizationUrlWithPAR(configuration(), parameters);
}

/**
 * Asks for the `acr` that reach a level. Providers that are asked for none may send none, so without a level
 * all are named, the lowest first, because the order is one of preference.
 */
function acrValues({ assurance }: ProviderSettings, needed: AssuranceLevel | null): { acr_values?: string } {
  const rules = rulesFor(assurance, needed);
  const lowestFirst = assuranceLevels.flatMap((each) => rules.filter(({ level }) => level === each));
  const acr = new Set(lowestFirst.flatMap((rule) => rule.acr));
  return acr.size === 0 ? {} : { acr_values: [...acr].join(' ') };
}

/** Section 5.5: the ID token shall contain the claims, since no other source is read. */
function claimsRequest(names: readonly string[]): string {
  const identifying = Object.fromEntries(names.map((name) => [name, { essential: true }]));
  return JSON.stringify({ id_token: { ...identifying, acr: null, amr: null } });
}
