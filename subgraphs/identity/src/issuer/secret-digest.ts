import { createHash } from 'node:crypto';

/** Digest of a client secret, for storage and comparison. */
export function secretDigest(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
