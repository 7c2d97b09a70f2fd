import { type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from './canonical-json.ts';
import type { Link } from './chain.ts';

export const checkpointSchema = z.strictObject({
  chain: z.string().min(1).max(200),
  count: z.number().int().nonnegative(),
  head: z.string(),
  time: z.iso.datetime(),
  /** Ed25519 (RFC 8032) over the canonical JSON of the rest, base64url. */
  signature: z.string(),
});

/** A gateway's signed statement of the length and head of its chain at a time. */
export type Checkpoint = z.infer<typeof checkpointSchema>;

export function signCheckpoint(
  chain: string,
  { count, head }: Link,
  time: Date,
  privateKey: KeyObject,
): Checkpoint {
  const said = { chain, count, head, time: time.toISOString() };
  const signature = sign(null, Buffer.from(canonicalJson(said)), privateKey).toString('base64url');
  return { ...said, signature };
}

export function checkpointHolds({ signature, ...said }: Checkpoint, publicKey: KeyObject): boolean {
  return verify(null, Buffer.from(canonicalJson(said)), publicKey, Buffer.from(signature, 'base64url'));
}
