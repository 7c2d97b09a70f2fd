import { createHash } from 'node:crypto';

/**
 * Whether `at_hash` belongs to the access token (OpenID Connect Core, section 3.1.3.6): the left half of its
 * hash, by the hash function of the ID token's algorithm.
 */
export function isAccessTokenHash(hash: unknown, accessToken: string, algorithm: string): boolean {
  const bits = /\d{3}$/.exec(algorithm)?.[0];
  // EdDSA with Ed25519 uses SHA-512.
  const full = createHash(bits === undefined || algorithm === 'Ed25519' ? 'sha512' : `sha${bits}`)
    .update(accessToken)
    .digest();
  return hash === full.subarray(0, full.length / 2).toString('base64url');
}
