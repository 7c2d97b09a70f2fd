import type { TokenEndpointResponse, TokenEndpointResponseHelpers } from 'openid-client';
import { isRecord } from '../is-record.ts';

/** What a session holds after a sign-in. */
export interface TokenSet {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  /** What the access token is good for. */
  readonly scopes: readonly string[];
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** The citizen, by the identifier that this app alone knows. */
  readonly subject: string;
  /** The key that the tokens are bound to, where this library made it. */
  readonly key: JsonWebKey | null;
  /** Whether a proof goes with the access token (RFC 9449). */
  readonly isBound: boolean;
}

/** RFC 6749, section 5.1: seconds that an access token lasts where the issuer does not say. */
const usualSeconds = 300;

/** The tokens that the issuer has sent. @param before what a refresh does not send again */
export function tokenSetOf(
  response: TokenEndpointResponse & TokenEndpointResponseHelpers,
  now: number,
  before: Pick<TokenSet, 'key'> & Partial<Pick<TokenSet, 'refreshToken' | 'subject' | 'scopes'>>,
): TokenSet {
  const { access_token, refresh_token, scope, token_type } = response;
  return {
    accessToken: access_token,
    refreshToken: refresh_token ?? before.refreshToken ?? null,
    scopes: scope === undefined ? (before.scopes ?? []) : scope.split(' ').filter(Boolean),
    expiresAt: now + (response.expiresIn() ?? usualSeconds) * 1_000,
    subject: response.claims()?.sub ?? before.subject ?? '',
    key: before.key,
    isBound: token_type === 'dpop',
  };
}

/** `null` for what no earlier version of this library has written. */
export function parseTokenSet(text: string | null | undefined): TokenSet | null {
  const value: unknown = JSON.parse(text || 'null');
  return isTokenSet(value) ? value : null;
}

function isTokenSet(value: unknown): value is TokenSet {
  return (
    isRecord(value) &&
    typeof value.accessToken === 'string' &&
    (value.refreshToken === null || typeof value.refreshToken === 'string') &&
    Array.isArray(value.scopes) &&
    typeof value.expiresAt === 'number' &&
    typeof value.subject === 'string' &&
    typeof value.isBound === 'boolean' &&
    (value.key === null || isRecord(value.key))
  );
}
