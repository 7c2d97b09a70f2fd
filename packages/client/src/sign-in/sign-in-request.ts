import type { ConsentNeeded, StepUpNeeded } from '../refusals/refusal.ts';

/** What a citizen is asked for. */
export interface SignInRequest {
  /** Default is the `scopes` of the app. */
  readonly scopes?: readonly string[];
  /** One of the app's approved purposes. Default is its first. */
  readonly purpose?: string;
  /** The assurance level that the sign-in must reach (RFC 9470). */
  readonly acrValues?: string;
  /** Stays signed in without the citizen, by refreshing; the consent page says so. Default is false. */
  readonly offline?: boolean;
  /** Shows the consent page even where an earlier consent covers the request. Default is false. */
  readonly askAgain?: boolean;
}

/** What the session has, so that a refusal adds to it. */
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
    // Without it the issuer ignores `offline_access` (OpenID Connect Core, section 11).
    ...((askAgain || offline) && { prompt: 'consent' }),
  };
}

/** The token that comes of it carries what is requested now, so what the session has is requested again. */
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
