import { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import { principalFromClaims } from './access-token-claims.ts';
import { type Clock, systemClock } from './clock.ts';
import type { DpopVerifier, PresentedProof } from './dpop-proof.ts';
import { ExpiringMap } from './expiring-map.ts';
import { createIssuerKeys, KeysUnavailableError } from './issuer-keys.ts';

export interface AccessTokenVerifierOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUri: string;
  /** base64url of 32 bytes, shared with the issuer. */
  readonly citizenKeySecret: string;
  readonly clock?: Clock;
  readonly fetch?: typeof fetch;
  /** Called for each use of a token, even a cached one, so it must be fast. */
  readonly isRevoked?: (token: VerifiedToken) => boolean;
  /** The issuer's keys, if several verifiers share them. Default is a separate set. */
  readonly keys?: JWTVerifyGetKey;
  /** Without it, bound tokens are rejected. */
  readonly verifyProof?: DpopVerifier;
}

/** The parts of a verified token that revocation and safelists need. */
export interface VerifiedToken {
  readonly principal: Exclude<Principal, { kind: 'anonymous' }>;
  /** The authorization that issued it, shared by all tokens of the same refresh token. */
  readonly grant: string | null;
  /** Milliseconds since the epoch. */
  readonly issuedAt: number;
  /**
   * Version of the safelists that a gateway must know to judge this token's app; `null` if its list is not
   * enforced.
   */
  readonly safelist: number | null;
  /** Thumbprint of the key that the token is bound to (RFC 9449, section 6.1); `null` for a bearer token. */
  readonly boundTo: string | null;
}

/** Replaces the proof: one was verified for this token when the ongoing subscription began. */
export const provenBefore = Symbol('proven before');

/**
 * @param presented proof and token under the scheme `DPoP`; absent under `Bearer`
 * @throws PublicError UNAUTHENTICATED, TOKEN_REVOKED, DPOP_PROOF_INVALID, or NOT_READY while the issuer's
 * keys are unavailable
 */
export type AccessTokenVerifier = (
  token: string,
  presented?: PresentedProof | typeof provenBefore,
) => Promise<Principal>;

const clockSkewSeconds = 60;
const longestToken = 8_192;
/** `b64token` (RFC 6750, section 2.1); the decoder would accept more. */
const tokenForm = /^[\w.~+/-]+=*$/;
/** Verifying a signature takes a quarter of a millisecond, so verified tokens are cached. */
const rememberedTokens = 10_000;

/** Verifies JWT access tokens (RFC 9068) of one issuer for one audience. */
export function createAccessTokenVerifier(options: AccessTokenVerifierOptions): AccessTokenVerifier {
  const { issuer, audience, citizenKeySecret, clock = systemClock, isRevoked } = options;
  const { verifyProof = noProof, keys = createIssuerKeys(options) } = options;
  /** Keyed by the end of the token: hashing all of it for each request would dominate the cost. */
  const verified = new ExpiringMap<{ readonly token: string; readonly found: VerifiedToken }>(
    rememberedTokens,
  );
  return async (token, presented) => {
    const now = clock();
    const known = verified.get(endOf(token), now.getTime());
    const found = known?.token === token ? known.found : await verifyFirst(token, now);
    if (isRevoked?.(found)) throw new PublicError('TOKEN_REVOKED');
    const { principal, boundTo } = found;
    if (presented !== provenBefore && (boundTo !== null || presented !== undefined))
      await verifyProof(presented, { token, thumbprint: boundTo });
    return principal;
  };

  async function verifyFirst(token: string, now: Date): Promise<VerifiedToken> {
    if (token.length > longestToken) throw unauthenticated('it is too long');
    if (!tokenForm.test(token)) throw unauthenticated('it is not of the form of a token');
    let payload: JWTPayload;
    let principal: VerifiedToken['principal'];
    let boundTo: string | null;
    try {
      ({ payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        typ: 'at+jwt',
        // A public key must never be used as an HMAC secret (RFC 8725, section 2.1).
        algorithms: ['ES256', 'EdDSA'],
        requiredClaims: ['sub', 'client_id', 'exp', 'iat', 'jti'],
        clockTolerance: clockSkewSeconds,
        currentDate: now,
      }));
      principal = await principalFromClaims(payload, citizenKeySecret);
      boundTo = keyThumbprint(payload.cnf);
    } catch (error) {
      if (error instanceof KeysUnavailableError) throw new PublicError('NOT_READY');
      throw unauthenticated(reason(error));
    }
    const { exp = 0, iat = 0, grant, safelist } = payload;
    const found = {
      principal,
      grant: typeof grant === 'string' ? grant : null,
      issuedAt: iat * 1000,
      safelist: Number.isSafeInteger(safelist) ? Number(safelist) : null,
      boundTo,
    };
    const expires = (exp + clockSkewSeconds) * 1000;
    tokenOf.set(principal, found);
    validityOf.set(principal, () => clock().getTime() < expires && isRevoked?.(found) !== true);
    verified.set(endOf(token), { token, found }, expires, now.getTime());
    return found;
  }
}

/** By identity: one token's principal is one object, and is collected with it. */
const tokenOf = new WeakMap<Principal, VerifiedToken>();

/** Returns the token of a caller; `undefined` for an anonymous one. */
export function verifiedToken(principal: Principal): VerifiedToken | undefined {
  return tokenOf.get(principal);
}

/** As `tokenOf`, by the clock and the revocations of the verifier. */
const validityOf = new WeakMap<Principal, () => boolean>();

/**
 * Whether the token of a caller is still valid, for checks too frequent to wait for a promise. If not, its
 * verifier says why.
 */
export function remainsVerified(principal: Principal): boolean {
  return validityOf.get(principal)?.() === true;
}

/** Random enough as a key: it is part of the signature. */
function endOf(token: string): string {
  return token.slice(-32);
}

/** An unknown confirmation method must not be ignored (RFC 7800, section 3.1). */
const confirmation = z.strictObject({ jkt: z.string() });

function keyThumbprint(cnf: unknown): string | null {
  return cnf === undefined ? null : confirmation.parse(cnf).jkt;
}

const noProof: DpopVerifier = async () => {
  throw unauthenticated('it is bound to a key, which is not accepted here');
};

/** Names the failed check, and nothing of the token. */
function reason(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'it has expired';
  if (error instanceof errors.JWTClaimValidationFailed) return `its ${error.claim} is not the right one`;
  if (error instanceof errors.JWKSNoMatchingKey) return 'its key is not one of the issuer';
  if (error instanceof errors.JOSEError) return 'it is malformed or its signature is wrong';
  return 'its claims are not those of this platform';
}

function unauthenticated(why: string): PublicError {
  return new PublicError('UNAUTHENTICATED', `The access token is refused: ${why}.`);
}
