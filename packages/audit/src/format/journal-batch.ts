import { hash, type KeyObject, sign, verify } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { Checkpoint } from './checkpoint.ts';

/** Media type of a journal batch. */
export const journalBatchType = 'application/vnd.civic-graph.journal';

export interface JournalBatchHead {
  readonly chain: string;
  /** Public key of the checkpoints, as PEM. */
  readonly publicKey: string;
  readonly checkpoint: Checkpoint | null;
}

const lineEnd = 0x0a;

/**
 * Part of a journal as it is shipped: one line of JSON that names the chain, then unmodified lines of the
 * file.
 *
 * The chain's key signs it, because all gateways share the secret that signs the call.
 *
 * @param lines complete lines, each with its line end
 */
export function writeJournalBatch(head: JournalBatchHead, lines: Buffer, privateKey: KeyObject): Buffer {
  const said = signedText(head, hash('sha256', lines, 'base64url'));
  const signature = sign(null, said, privateKey).toString('base64url');
  return Buffer.concat([Buffer.from(`${JSON.stringify({ ...head, signature })}\n`), lines]);
}

/** A batch before verification. */
export interface ReadJournalBatch {
  readonly head: unknown;
  readonly lines: readonly string[];
  /** SHA-256 of the received lines. */
  readonly digest: string;
}

/** Parses without verifying. @throws SyntaxError if malformed */
export function readJournalBatch(batch: Buffer): ReadJournalBatch {
  if (batch.at(-1) !== lineEnd) throw new SyntaxError('the batch is truncated');
  const [head = '', ...lines] = batch.toString('utf8', 0, batch.length - 1).split('\n');
  const digest = hash('sha256', batch.subarray(batch.indexOf(lineEnd) + 1), 'base64url');
  return { head: JSON.parse(head) as unknown, lines, digest };
}

export function verifyJournalBatch(
  { digest, signature, ...head }: JournalBatchHead & { readonly digest: string; readonly signature: string },
  publicKey: KeyObject,
): boolean {
  return verify(null, signedText(head, digest), publicKey, Buffer.from(signature, 'base64url'));
}

function signedText(
  { chain, checkpoint }: Pick<JournalBatchHead, 'chain' | 'checkpoint'>,
  digest: string,
): Buffer {
  return Buffer.from(`civic-graph batch\n${canonicalJson({ chain, checkpoint, digest })}`);
}
