import { createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { digestOf, type Link, linkAfter } from './chain.ts';
import { checkpointHolds, checkpointSchema } from './checkpoint.ts';

/** Maximum number of entries between the proven one and its checkpoint, when a proof is made or read. */
export const mostFollowing = 20_000;

const hash = z.string().regex(/^[\w-]{43}$/);

const proofSchema = z.strictObject({
  chain: z.string().min(1).max(200),
  /** PEM of the key that signs the chain's checkpoints. */
  publicKey: z.string().max(1_000),
  /** Position of the entry, from 1. */
  number: z.number().int().positive(),
  /** Hash of the chain before the entry. */
  before: hash,
  /** The entry, in the text that is hashed. */
  entry: z.string().max(200_000),
  /** Digests of the later entries up to the checkpoint, which reveal nothing about them. */
  following: z.array(hash).max(mostFollowing),
  checkpoint: checkpointSchema,
});

/** Proves that one entry is in a gateway's chain under a signed checkpoint, without the other entries. */
export type RecordProof = z.infer<typeof proofSchema>;

export type ProofVerdict =
  | { readonly kind: 'holds'; readonly hash: string }
  | { readonly kind: 'wrong-chain' | 'wrong-hash' | 'wrong-signature' };

/** @throws ZodError */
export function readProof(value: unknown): RecordProof {
  return proofSchema.parse(value);
}

/** Whether the chain from the entry ends in the head of the checkpoint, which the key has signed. */
export function verifyProof(proof: RecordProof): ProofVerdict {
  const { chain, publicKey, number, before, entry, following, checkpoint } = proof;
  if (checkpoint.chain !== chain) return { kind: 'wrong-chain' };
  const own = linkAfter({ count: number - 1, head: before }, digestOf(entry));
  const end = following.reduce<Link>(linkAfter, own);
  if (end.count !== checkpoint.count || end.head !== checkpoint.head) return { kind: 'wrong-hash' };
  return holds(checkpoint, publicKey) ? { kind: 'holds', hash: own.head } : { kind: 'wrong-signature' };
}

function holds(checkpoint: RecordProof['checkpoint'], publicKey: string): boolean {
  try {
    return checkpointHolds(checkpoint, createPublicKey(publicKey));
  } catch {
    return false;
  }
}
