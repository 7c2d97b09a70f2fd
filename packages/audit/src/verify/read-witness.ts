import { createPublicKey, type KeyObject } from 'node:crypto';
import { receiptHolds } from '../format/receipt.ts';
import { type WitnessWord, witnessWordHolds, witnessWordSchema } from '../format/witness-word.ts';

const maxAgeMs = 300_000;

export interface Witness {
  readonly key: KeyObject;
  readonly word: WitnessWord;
}

/** The answer contradicts the pinned key or its own, which is worse than a missing answer. */
export class WitnessMismatch extends Error {}

/**
 * Parses the answer of `GET /access-witness`.
 *
 * @param pinned required key of the receipts; null trusts the key of the answer
 * @throws WitnessMismatch if another key signed it, or it was altered
 * @throws Error if it is malformed, old, or dated in the future
 */
export function readWitness(answer: unknown, pinned: KeyObject | null, now: Date): Witness {
  const parsed = witnessWordSchema.safeParse(answer);
  if (!parsed.success) throw new Error('it is not a signed answer: upgrade the identity service first');
  const word = parsed.data;
  const key = createPublicKey(word.publicKey);
  if (pinned !== null && !pinned.equals(key))
    throw new WitnessMismatch('it is signed with another key than --witness-key');
  if (!witnessWordHolds(word, key)) {
    throw new WitnessMismatch('its answer as a whole is not signed with its key');
  }
  if (!word.chains.every(({ receipt }) => receiptHolds(receipt, key))) {
    throw new WitnessMismatch('a receipt in its answer is not signed with its key');
  }
  // An old answer says nothing about later tampering.
  const age = now.getTime() - Date.parse(word.time);
  if (age > maxAgeMs) throw new Error('its answer is more than 5 minutes old');
  if (age < -maxAgeMs) throw new Error('its answer is dated in the future: check the clocks');
  return { key, word };
}
