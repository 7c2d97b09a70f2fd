import { calculateJwkThumbprint, importJWK, type JWK } from 'jose';
import { z } from 'zod';

/** Public members of the keys that the issuer verifies assertions with. */
const publicKey = z.discriminatedUnion('kty', [
  z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() }),
  z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() }),
  z.object({ kty: z.literal('RSA'), n: z.string().min(342, 'too short'), e: z.string() }),
]);

const algorithmOf = { EC: 'ES256', OKP: 'Ed25519', RSA: 'PS256' } as const;

const privateMembers = ['d', 'k', 'p', 'q', 'dp', 'dq', 'qi', 'oth'];

export type ParsedKey =
  | { readonly kind: 'key'; readonly jwk: JWK; readonly thumbprint: string }
  | { readonly kind: 'invalid'; readonly message: string };

/** Reads a public key. A private one is refused: it was shown to somebody else, and is compromised. */
export async function parsePublicKey(text: string): Promise<ParsedKey> {
  const value = text.length <= 5_000 ? parseJson(text) : null;
  if (typeof value !== 'object' || value === null) return invalid('is no JWK (RFC 7517)');
  if (privateMembers.some((member) => member in value))
    return invalid('is a private key, which is compromised now; make another one, and send its public part');
  const parsed = publicKey.safeParse(value);
  if (!parsed.success) return invalid('must be a P-256, Ed25519 or RSA key of at least 2048 bits');
  const { kty } = parsed.data;
  const jwk: JWK = { ...parsed.data, alg: algorithmOf[kty], use: 'sig' };
  try {
    await importJWK(jwk);
    return { kind: 'key', jwk, thumbprint: await calculateJwkThumbprint(jwk) };
  } catch {
    return invalid('has members that make no key');
  }
}

function invalid(message: string): ParsedKey {
  return { kind: 'invalid', message };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
