import { hash } from 'node:crypto';
import { PublicError } from '@civic-graph/errors';
import { calculateJwkThumbprint, EmbeddedJWK, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { type Clock, systemClock } from './clock.ts';
import { createMemoryReplayStore, type ReplayStore } from './replay-store.ts';

/** DPoP proof of a request (RFC 9449, section 4). */
export interface PresentedProof {
  /** The header `DPoP`. */
  readonly proof: string | undefined;
  readonly method: string;
  /** Path of the request where it is not that of the verifier's URL. */
  readonly path?: string | undefined;
}

export interface DpopOptions {
  /** Public URL of the endpoint as apps know it, without query and fragment. */
  readonly url: string;
  readonly clock?: Clock;
  readonly replayStore?: ReplayStore;
}

/** @throws PublicError DPOP_PROOF_INVALID */
export type DpopVerifier = (
  presented: PresentedProof | undefined,
  bound: { readonly token: string; readonly thumbprint: string | null },
) => Promise<void>;

/** Accepted signature algorithms, listed in the challenge of a refusal. */
export const dpopAlgorithms = ['ES256', 'Ed25519', 'EdDSA'] as const;

/** Validity of a proof before and after its creation. */
const windowSeconds = 60;
const longestProof = 4_096;

const proofClaims = z.object({
  jti: z.string().min(1).max(256),
  htm: z.string(),
  htu: z.string(),
  iat: z.number(),
  ath: z.string(),
});

/** Verifies the DPoP proofs of bound access tokens (RFC 9449, section 7). */
export function createDpopVerifier(options: DpopOptions): DpopVerifier {
  const { clock = systemClock, replayStore = createMemoryReplayStore(clock) } = options;
  const url = withoutQuery(options.url);

  return async (presented, { token, thumbprint }) => {
    if (presented === undefined) throw refused('the token is bound to a key: send it as Authorization: DPoP');
    // The scheme would promise a binding that does not exist (RFC 9449, section 7.1).
    if (thumbprint === null) throw refused('the token is bound to no key: send it as Authorization: Bearer');
    const { proof, method, path } = presented;
    if (proof === undefined) throw refused('the header DPoP is missing');
    const { claims, signer } = await readProof(proof, clock());
    if (signer !== thumbprint) throw refused('it is signed with another key than the token is bound to');
    if (claims.htm !== method) throw refused('its htm is not the method of the request');
    const expected = path === undefined ? url : new URL(path, url).href;
    if (withoutQuery(claims.htu) !== expected) throw refused(`its htu is not ${expected}`);
    if (claims.ath !== hash('sha256', token, 'base64url')) throw refused('its ath is not of this token');
    const age = clock().getTime() / 1000 - claims.iat;
    if (Math.abs(age) > windowSeconds) throw refused('its iat is not of this minute');
    // Checked last, so that only a valid proof is used up. Per key, so that no client can use up another's.
    const id = hash('sha256', `${signer} ${claims.jti}`, 'base64url');
    // Remembered longer than it is valid, to allow for clock rounding.
    const expires = new Date((claims.iat + windowSeconds + 1) * 1000);
    if (!(await replayStore.claim(id, expires))) throw refused('it was used before');
  };
}

async function readProof(proof: string, now: Date) {
  if (proof.length > longestProof) throw refused('it is too long');
  try {
    // EmbeddedJWK takes public keys only.
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
      typ: 'dpop+jwt',
      algorithms: [...dpopAlgorithms],
      clockTolerance: windowSeconds,
      currentDate: now,
    });
    const { jwk } = protectedHeader;
    if (jwk === undefined) throw refused('its key is missing');
    return { claims: proofClaims.parse(payload), signer: await calculateJwkThumbprint(jwk) };
  } catch (error) {
    throw refused(
      error instanceof errors.JOSEError ? 'it is malformed or its signature is wrong' : 'a claim is missing',
    );
  }
}

/** @returns the normalised URL (RFC 9449, section 4.3, 9); empty if invalid, which never matches */
function withoutQuery(text: string): string {
  if (!URL.canParse(text)) return '';
  const url = new URL(text);
  url.search = '';
  url.hash = '';
  return url.href;
}

function refused(why: string): PublicError {
  return new PublicError('DPOP_PROOF_INVALID', `The proof of possession is refused: ${why}.`);
}
