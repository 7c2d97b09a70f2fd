import { createPrivateKey, hkdfSync, type KeyObject } from 'node:crypto';

/** RFC 8410: what stands before the 32 bytes of an Ed25519 key in PKCS #8. */
const pkcs8Start = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * The key that receipts of access records are signed with. It follows from a secret that no gateway has and
 * that never changes, so a restored service signs with the same one.
 */
export function witnessKey(secret: Uint8Array): KeyObject {
  const seed = hkdfSync('sha256', secret, '', 'civic-graph access witness', 32);
  return createPrivateKey({
    key: Buffer.concat([pkcs8Start, Buffer.from(seed)]),
    format: 'der',
    type: 'pkcs8',
  });
}
