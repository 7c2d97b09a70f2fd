import { type Principal, parsePolicyName } from '@civic-graph/policy';
import { acrOf } from '@civic-graph/tokens';
import type { Refusal } from './access.ts';

/** A consent that would open a field, and where the citizen can give it. */
export interface MissingConsent {
  readonly scopes: readonly string[];
  readonly purpose: string;
  /**
   * An authorization request (OpenID Connect Core, section 3.1.2.1) for the citizen; the app adds
   * `redirect_uri`, `state` and its PKCE challenge.
   */
  readonly url: string;
}

/**
 * Uses the first alternative that consent (and a higher assurance level) can satisfy; `null` without one,
 * without a citizen, or where the app is not approved: the consent page would refuse.
 */
export function missingConsent(
  refusal: Refusal,
  principal: Principal,
  issuer: string,
): MissingConsent | null {
  if (principal.kind !== 'citizen' || principal.purpose === null) return null;
  const { clientId, purpose, approved = principal.scopes } = principal;
  for (const alternative of refusal.missing) {
    const scopes = refusal.rule === 'requiresScopes' ? alternative : consentsIn(alternative);
    if (scopes === null || scopes.length === 0) continue;
    if (!scopes.every((scope) => approved.includes(scope))) continue;
    const url = new URL('/auth', issuer);
    url.search = new URLSearchParams({
      client_id: clientId,
      response_type: 'code',
      scope: ['openid', ...scopes].join(' '),
      purpose,
      prompt: 'consent',
      ...(alternative.includes('assurance:high') && { acr_values: acrOf.high }),
    }).toString();
    return { scopes, purpose, url: url.href };
  }
  return null;
}

/** `null` if something is missing that no citizen can give. */
function consentsIn(alternative: readonly string[]): readonly string[] | null {
  const scopes: string[] = [];
  for (const name of alternative) {
    const policy = parsePolicyName(name);
    if (policy?.kind === 'consent') scopes.push(policy.scope);
    else if (policy?.kind !== 'assurance') return null;
  }
  return scopes;
}
