import type { ErrorCode } from '@civic-graph/errors';
import { dpopAlgorithms } from '@civic-graph/tokens';

const challenges: Partial<Readonly<Record<ErrorCode, string>>> = {
  UNAUTHENTICATED: 'Bearer error="invalid_token"',
  TOKEN_REVOKED: 'Bearer error="invalid_token"',
  DPOP_PROOF_INVALID: `DPoP error="invalid_dpop_proof", algs="${dpopAlgorithms.join(' ')}"`,
};

/**
 * What a client learns of its token, as `WWW-Authenticate` (RFC 6750, section 3.1; RFC 9449, section 7.1):
 * expired, malformed and revoked are one error there. `undefined` where the error is about something else.
 */
export function challengeFor(code: ErrorCode): string | undefined {
  return challenges[code];
}
