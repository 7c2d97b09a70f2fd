import { hash, randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

/** A request whose sender proves that he holds the key of his token. */
export interface ProvenRequest {
  readonly method?: string;
  readonly url: string;
  readonly token: string;
}

/** What to change in a good proof; a claim or header that is `undefined` is left out. */
export interface ProofChanges {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
}

/**
 * A key that access tokens are bound to (RFC 9449), and proofs by it: good ones, or ones that differ as told.
 */
export interface DpopKey {
  /** For the claim `cnf` of a token. */
  readonly thumbprint: string;
  prove(request: ProvenRequest, changes?: ProofChanges): Promise<string>;
}

export async function createDpopKey({
  alg = 'ES256',
  clock = () => new Date(),
}: {
  readonly alg?: 'ES256' | 'Ed25519' | 'EdDSA' | 'RS256';
  readonly clock?: () => Date;
} = {}): Promise<DpopKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = await exportJWK(publicKey);
  return {
    thumbprint: await calculateJwkThumbprint(jwk),
    prove({ method = 'POST', url, token }, { claims = {}, header = {} } = {}) {
      const payload: JWTPayload = {
        jti: randomUUID(),
        htm: method,
        htu: url,
        iat: Math.floor(clock().getTime() / 1000),
        ath: hash('sha256', token, 'base64url'),
        ...claims,
      };
      return new SignJWT(payload)
        .setProtectedHeader({ alg, typ: 'dpop+jwt', jwk, ...header })
        .sign(privateKey);
    },
  };
}
