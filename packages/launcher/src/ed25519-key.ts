import { createPublicKey } from 'node:crypto';

/** PKCS #8 of an Ed25519 key up to its 32 private bytes (RFC 8410, section 10.3). */
const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * The private Ed25519 key of 32 random bytes, as PEM.
 *
 * @param seed base64url
 */
export function ed25519Pem(seed: string): string {
  const der = Buffer.concat([prefix, Buffer.from(seed, 'base64url')]).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${der}\n-----END PRIVATE KEY-----\n`;
}

/**
 * Its public key, as `x` of a JWK (RFC 8037).
 *
 * @param seed base64url
 */
export function ed25519PublicKey(seed: string): string {
  return String(createPublicKey(ed25519Pem(seed)).export({ format: 'jwk' }).x);
}
