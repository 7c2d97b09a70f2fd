import { type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from './canonical-json.ts';
import type { Link } from './chain.ts';

export const receiptSchema = z.strictObject({
  chain: z.string().min(1).max(200),
  count: z.number().int().nonnegative(),
  head: z.string(),
  time: z.iso.datetime(),
  /** Ed25519 (RFC 8032) over a label and the canonical JSON of the rest, base64url. */
  signature: z.string(),
});

/**
 * The identity service's signed statement that it has received every entry of a chain up to this head. No
 * gateway holds the key.
 */
export type Receipt = z.infer<typeof receiptSchema>;

export function signReceipt(
  chain: string,
  { count, head }: Link,
  time: Date,
  privateKey: KeyObject,
): Receipt {
  const said = { chain, count, head, time: time.toISOString() };
  return { ...said, signature: sign(null, signedText(said), privateKey).toString('base64url') };
}

export function receiptHolds({ signature, ...said }: Receipt, publicKey: KeyObject): boolean {
  return verify(null, signedText(said), publicKey, Buffer.from(signature, 'base64url'));
}

/** The label keeps a receipt from passing for a checkpoint if one key signed both. */
function signedText(said: Omit<Receipt, 'signature'>): Buffer {
  return Buffer.from(`civic-graph receipt\n${canonicalJson(said)}`);
}
