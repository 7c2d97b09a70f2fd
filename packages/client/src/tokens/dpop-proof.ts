import { base64url, exportJWK, SignJWT } from 'jose';

/** The request to prove. */
export interface ProvenRequest {
  readonly method: string;
  readonly url: string;
  readonly accessToken: string;
  /** Latest nonce of the server, if it sent one (RFC 9449, section 9). */
  readonly nonce: string | undefined;
}

/** Creates a DPoP proof (RFC 9449, section 4). */
export async function dpopProof(
  { privateKey, publicKey }: CryptoKeyPair,
  { method, url, accessToken, nonce }: ProvenRequest,
  { now, random }: { readonly now: () => number; readonly random: (bytes: number) => Uint8Array },
): Promise<string> {
  const { origin, pathname } = new URL(url);
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(accessToken));
  const payload = {
    jti: base64url.encode(random(16)),
    htm: method,
    htu: `${origin}${pathname}`,
    ath: base64url.encode(new Uint8Array(hash)),
    ...(nonce !== undefined && { nonce }),
  };
  const alg = privateKey.algorithm.name === 'ECDSA' ? 'ES256' : 'Ed25519';
  return new SignJWT(payload)
    .setProtectedHeader({ alg, typ: 'dpop+jwt', jwk: await exportJWK(publicKey) })
    .setIssuedAt(Math.floor(now() / 1_000))
    .sign(privateKey);
}
