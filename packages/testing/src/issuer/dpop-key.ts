import { hash, randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

/** A request to prove possession of a key for. */
export interface ProvenRequest {
  readonly method?: string;
  readonly url: string;
  readonly token: string;
}

/** Changes to a good proof; an `undefined` claim or header is omitted. */
export interface ProofChanges {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
}

/** A key for bound access tokens (RFC 9449) that makes good or altered proofs. */
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
