import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from './canonical-json.ts';
import { receiptSchema } from './receipt.ts';

export const witnessWordSchema = z.object({
  /** PEM; the key of receipts and of the answer. */
  publicKey: z.string(),
  time: z.iso.datetime(),
  chains: z.array(
    z.object({
      /** PEM; the first key of the gateway's checkpoints. */
      publicKey: z.string(),
      receipt: receiptSchema,
    }),
  ),
  /** Ed25519 (RFC 8032) over a label and the canonical JSON of `time` and `chains`, base64url. */
  signature: z.string(),
});

/** The identity service's statement of what it has received from all gateways. */
export type WitnessWord = z.infer<typeof witnessWordSchema>;

/** Signs the list of chains as well as each receipt, so that no chain can be omitted unnoticed. */
export function signWitnessWord(chains: WitnessWord['chains'], at: Date, privateKey: KeyObject): WitnessWord {
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  const time = at.toISOString();
  const signature = sign(null, signedText({ time, chains }), privateKey).toString('base64url');
  return { publicKey, time, chains, signature };
}

/** Whether the given key signed the list of chains; each receipt has a signature of its own. */
export function witnessWordHolds(word: WitnessWord, publicKey: KeyObject): boolean {
  return verify(null, signedText(word), publicKey, Buffer.from(word.signature, 'base64url'));
}

function signedText({ time, chains }: Pick<WitnessWord, 'time' | 'chains'>): Buffer {
  return Buffer.from(`civic-graph witness\n${canonicalJson({ time, chains })}`);
}
