import { createSecretKey, type KeyObject } from 'node:crypto';

/**
 * Format of a signed call from the gateway to a subgraph (RFC 9421). The query of the URL is not covered, so
 * a signed path must not have one.
 */
export const signatureProfile = {
  label: 'civic',
  tag: 'civic-graph',
  algorithm: 'hmac-sha256',
  /** The order is part of the signature base. */
  components: ['@method', '@path', 'content-digest', 'civic-principal', 'civic-request-id'],
  parameters: ['created', 'expires', 'nonce', 'keyid', 'alg', 'tag'],
  lifetimeSeconds: 60,
  /** Allowed clock skew of the gateway ahead of the subgraph. */
  futureSeconds: 5,
} as const;

/** Characters that are safe in a log and in a header. */
export const requestIdFormat = /^[\w.:-]{1,128}$/;

const minimumKeyBytes = 32;

/**
 * @param secret base64url
 * @throws RangeError if the key is shorter than the hash (RFC 2104, section 3)
 */
export function hmacKey(secret: string): KeyObject {
  const bytes = Buffer.from(secret, 'base64url');
  if (bytes.length < minimumKeyBytes) {
    throw new RangeError(`the signing secret must be base64url of at least ${minimumKeyBytes} bytes`);
  }
  return createSecretKey(bytes);
}
