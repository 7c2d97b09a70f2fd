import type { ErrorCode } from '@civic-graph/errors';
import { dpopAlgorithms } from '@civic-graph/tokens';

const challenges: Partial<Readonly<Record<ErrorCode, string>>> = {
  UNAUTHENTICATED: 'Bearer error="invalid_token"',
  TOKEN_REVOKED: 'Bearer error="invalid_token"',
  DPOP_PROOF_INVALID: `DPoP error="invalid_dpop_proof", algs="${dpopAlgorithms.join(' ')}"`,
};

/**
 * Returns the `WWW-Authenticate` challenge for an error code (RFC 6750, section 3.1; RFC 9449, section 7.1).
 * Expired, malformed and revoked tokens share one; `undefined` for errors that are not about the token.
 */
export function challengeFor(code: ErrorCode): string | undefined {
  return challenges[code];
}
