import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';

/**
 * Returns a pseudonym of a citizen for the trail: HMAC-SHA256 under a key derived (HKDF, RFC 5869) from the
 * secret shared by gateway and identity service. A stolen journal cannot be linked to citizens.
 *
 * The pseudonym is the same for every app, so it must not leave the trust zone.
 *
 * @param secret base64url, the citizen key secret; after a change earlier records cannot be found
 */
export function subjectHasher(secret: string): (citizenKey: string) => string {
  const derived = hkdfSync('sha256', Buffer.from(secret, 'base64url'), '', 'civic-graph audit subject', 32);
  const key = createSecretKey(Buffer.from(derived));
  return (citizenKey) => createHmac('sha256', key).update(citizenKey).digest('base64url');
}
