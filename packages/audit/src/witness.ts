import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { receiptHolds, receiptSchema } from './receipt.ts';

const wordSchema = z.object({
  /** PEM; what receipts are signed with. */
  publicKey: z.string(),
  chains: z.array(
    z.object({
      /** PEM; what the gateway's checkpoints were signed with from the beginning. */
      publicKey: z.string(),
      receipt: receiptSchema,
    }),
  ),
});

/** What the identity service says that it has received, of all gateways. */
export type WitnessWord = z.infer<typeof wordSchema>;
export const witnessWordSchema = wordSchema;

const maxAgeMs = 300_000;

export interface Witness {
  readonly key: KeyObject;
  readonly word: WitnessWord;
}

/**
 * Reads the answer of `GET /access-witness`.
 *
 * @param pinned key that receipts must be signed with; null trusts the key of the answer
 * @throws Error where it is no such answer, an old one, or signed with another key
 */
export function readWitness(answer: unknown, pinned: KeyObject | null, now: Date): Witness {
  const word = wordSchema.parse(answer);
  const key = createPublicKey(word.publicKey);
  if (pinned !== null && !pinned.equals(key)) throw new Error('it signs with another key than the one given');
  if (!word.chains.every(({ receipt }) => receiptHolds(receipt, key))) {
    throw new Error('a receipt in its answer is not signed with its key');
  }
  const oldest = now.getTime() - maxAgeMs;
  // An old answer knows nothing of what was rewritten since.
  if (word.chains.some(({ receipt }) => Date.parse(receipt.time) < oldest))
    throw new Error('its answer is old');
  return { key, word };
}
