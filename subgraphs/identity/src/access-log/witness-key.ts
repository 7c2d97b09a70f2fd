import { createPrivateKey, hkdfSync, type KeyObject } from 'node:crypto';

/** RFC 8410: prefix of the 32 bytes of an Ed25519 key in PKCS #8. */
const pkcs8Start = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * Signing key of receipts. Derived from a permanent secret that no gateway has, so a restored service uses
 * the same key.
 */
export function witnessKey(secret: Uint8Array): KeyObject {
  const seed = hkdfSync('sha256', secret, '', 'civic-graph access witness', 32);
  return createPrivateKey({
    key: Buffer.concat([pkcs8Start, Buffer.from(seed)]),
    format: 'der',
    type: 'pkcs8',
  });
}
