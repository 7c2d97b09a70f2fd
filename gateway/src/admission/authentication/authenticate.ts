import type { IncomingMessage } from 'node:http';
import { PublicError } from '@civic-graph/errors';
import { anonymous, type Principal } from '@civic-graph/policy';
import { type AccessTokenVerifier, provenBefore } from '@civic-graph/tokens';

/**
 * Authenticates a request by its Authorization header (RFC 6750; RFC 9449 for bound tokens). An invalid token
 * is rejected immediately, so that a client with a stale token does not silently get public data.
 * @param provenPath the path that a proof has to name. Default is that of the verifier's URL.
 * @throws PublicError UNAUTHENTICATED, TOKEN_REVOKED, DPOP_PROOF_INVALID
 */
export async function authenticate(
  { headers, method = '' }: Pick<IncomingMessage, 'headers' | 'method'>,
  verify: AccessTokenVerifier,
  provenPath?: () => string | undefined,
): Promise<Principal> {
  const { authorization } = headers;
  if (authorization === undefined) return anonymous;
  const { scheme, token } = credentialsIn(authorization);
  if (scheme === 'bearer') return verify(token);
  const { dpop } = headers;
  const proof = typeof dpop === 'string' ? dpop : undefined;
  return verify(token, { method, proof, path: provenPath?.() });
}

/**
 * Verifies the token of a running operation again; its proof was consumed at the start.
 * @throws PublicError UNAUTHENTICATED, TOKEN_REVOKED
 */
export async function authenticateAgain(
  authorization: string | undefined,
  verify: AccessTokenVerifier,
): Promise<Principal> {
  if (authorization === undefined) return anonymous;
  return verify(credentialsIn(authorization).token, provenBefore);
}

/** The verifier checks the token's form, so that a cached token skips it. */
function credentialsIn(authorization: string): { readonly scheme: string; readonly token: string } {
  const space = authorization.indexOf(' ');
  const scheme = authorization.slice(0, Math.max(0, space)).toLowerCase();
  if (scheme !== 'bearer' && scheme !== 'dpop') {
    throw new PublicError(
      'UNAUTHENTICATED',
      'The Authorization header is not of the form "Bearer <access token>", or "DPoP <access token>" with a proof.',
    );
  }
  return { scheme, token: authorization.slice(space + 1) };
}
