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

/** The answer contradicts the key that verification was given, or its own: more than an answer that is missing. */
export class WitnessMismatch extends Error {}

/**
 * Reads the answer of `GET /access-witness`.
 *
 * @param pinned key that receipts must be signed with; null trusts the key of the answer
 * @throws WitnessMismatch where another key signed it
 * @throws Error where it is no such answer, or an old one
 */
export function readWitness(answer: unknown, pinned: KeyObject | null, now: Date): Witness {
  const word = wordSchema.parse(answer);
  const key = createPublicKey(word.publicKey);
  if (pinned !== null && !pinned.equals(key))
    throw new WitnessMismatch('it is signed with another key than --witness-key');
  if (!word.chains.every(({ receipt }) => receiptHolds(receipt, key))) {
    throw new WitnessMismatch('a receipt in its answer is not signed with its key');
  }
  const oldest = now.getTime() - maxAgeMs;
  // An old answer knows nothing of what was rewritten since.
  if (word.chains.some(({ receipt }) => Date.parse(receipt.time) < oldest))
    throw new Error('its answer is more than 5 minutes old');
  return { key, word };
}
