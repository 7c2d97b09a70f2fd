import type { TokenEndpointResponse, TokenEndpointResponseHelpers } from 'openid-client';
import { isRecord } from '../is-record.ts';

/** The tokens of a session. */
export interface TokenSet {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  /** Scopes of the access token. */
  readonly scopes: readonly string[];
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** Pairwise identifier of the citizen. */
  readonly subject: string;
  /** Private key of a session with a key of its own. */
  readonly key: JsonWebKey | null;
  /** Whether the access token needs a DPoP proof. */
  readonly isBound: boolean;
}

/** Assumed lifetime (in seconds) if the response has no `expires_in`. */
const usualSeconds = 300;

/** Reads a token response. @param before values that a refresh response may omit */
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

/** Returns `null` for text of another format. */
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
