import type { ConsentNeeded, StepUpNeeded } from '../refusals/refusal.ts';

/** Parameters of a sign-in. */
export interface SignInRequest {
  /** Default is the `scopes` of the app. */
  readonly scopes?: readonly string[];
  /** One of the app's approved purposes. Default is the first. */
  readonly purpose?: string;
  /** Required assurance level (RFC 9470). Default is any. */
  readonly acrValues?: string;
  /** Requests a refresh token, so that the session outlasts the visit. Default is false. */
  readonly offline?: boolean;
  /** Shows the consent page although an earlier consent covers the request. Default is `offline`. */
  readonly askAgain?: boolean;
}

/** The current grant of the session. */
interface Held {
  readonly scopes: readonly string[];
  readonly isOffline: boolean;
}

/** Parameters of the authorization request (OpenID Connect Core, section 3.1.2.1). */
export function authorizationParameters(
  request: SignInRequest | ConsentNeeded | StepUpNeeded,
  held: Held | null,
  usual: readonly string[],
): Record<string, string> {
  if ('kind' in request) return toSatisfy(request, held);
  const { scopes = usual, purpose, acrValues, offline = false, askAgain = offline } = request;
  return {
    scope: scopeOf(scopes, offline),
    ...(purpose !== undefined && { purpose }),
    ...(acrValues !== undefined && { acr_values: acrValues }),
    // The issuer ignores `offline_access` otherwise (OpenID Connect Core, section 11).
    ...((askAgain || offline) && { prompt: 'consent' }),
  };
}

/** Requests the current scopes as well, because the new token carries only the requested ones. */
function toSatisfy(refusal: ConsentNeeded | StepUpNeeded, held: Held | null): Record<string, string> {
  const { scopes: before, isOffline } = held ?? { scopes: [], isOffline: false };
  if (refusal.kind === 'step-up-needed')
    return {
      scope: scopeOf(before, isOffline),
      acr_values: refusal.acrValues,
      ...(isOffline && { prompt: 'consent' }),
    };
  const fromGateway = Object.fromEntries(new URL(refusal.url).searchParams);
  return { ...fromGateway, scope: scopeOf([...before, ...refusal.scopes], isOffline) };
}

function scopeOf(scopes: readonly string[], offline: boolean): string {
  return [...new Set(['openid', ...scopes, ...(offline ? ['offline_access'] : [])])].join(' ');
}
