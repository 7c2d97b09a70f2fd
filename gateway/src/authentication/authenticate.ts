import { PublicError } from '@civic-graph/errors';
import { anonymous, type Principal } from '@civic-graph/policy';
import type { AccessTokenVerifier } from '@civic-graph/tokens';

/**
 * The caller of a request, by its Authorization header (RFC 6750). No header is anonymous; a header that is not a
 * good token is refused at once, so that a client with a stale token does not get public data and wonder.
 *
 * @throws PublicError UNAUTHENTICATED
 */
export async function authenticate(
  authorization: string | undefined,
  verify: AccessTokenVerifier,
): Promise<Principal> {
  if (authorization === undefined) return anonymous;
  const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization)?.[1];
  if (token === undefined) {
    throw new PublicError(
      'UNAUTHENTICATED',
      'The Authorization header is not of the form "Bearer <access token>".',
    );
  }
  return verify(token);
}
