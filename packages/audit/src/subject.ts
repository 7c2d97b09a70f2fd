import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';

/**
 * Names a citizen in the trail without his internal key: HMAC-SHA256 under a key that is derived (HKDF, RFC
 * 5869) from the secret which gateway and identity service share. Only these two can tell whose records they
 * are, and whoever steals the journal can neither read keys in it nor try them out.
 *
 * The hash is the same for every app, so it must not leave the trust zone either.
 *
 * @param secret base64url, the citizen key secret; under another one no earlier record is found any more
 */
export function subjectHasher(secret: string): (citizenKey: string) => string {
  const derived = hkdfSync('sha256', Buffer.from(secret, 'base64url'), '', 'civic-graph audit subject', 32);
  const key = createSecretKey(Buffer.from(derived));
  return (citizenKey) => createHmac('sha256', key).update(citizenKey).digest('base64url');
}
