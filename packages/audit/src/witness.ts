import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from './canonical-json.ts';
import { receiptHolds, receiptSchema } from './receipt.ts';

const wordSchema = z.object({
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
export type WitnessWord = z.infer<typeof wordSchema>;
export const witnessWordSchema = wordSchema;

/** Signs the list of chains as well as each receipt, so that no chain can be omitted unnoticed. */
export function signWitnessWord(chains: WitnessWord['chains'], at: Date, privateKey: KeyObject): WitnessWord {
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  const time = at.toISOString();
  const signature = sign(null, signedText({ time, chains }), privateKey).toString('base64url');
  return { publicKey, time, chains, signature };
}

function signedText({ time, chains }: Pick<WitnessWord, 'time' | 'chains'>): Buffer {
  return Buffer.from(`civic-graph witness\n${canonicalJson({ time, chains })}`);
}

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
  const parsed = wordSchema.safeParse(answer);
  if (!parsed.success) throw new Error('it is not a signed answer: upgrade the identity service first');
  const word = parsed.data;
  const key = createPublicKey(word.publicKey);
  if (pinned !== null && !pinned.equals(key))
    throw new WitnessMismatch('it is signed with another key than --witness-key');
  if (!verify(null, signedText(word), key, Buffer.from(word.signature, 'base64url'))) {
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
