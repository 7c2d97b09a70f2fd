import { createPublicKey, type KeyObject } from 'node:crypto';
import { readCheckpoints, readPublicKey, readReceipts } from '../files/evidence-folder.ts';
import type { JournalFolder } from '../files/journal-folder.ts';
import type { Witness } from './read-witness.ts';
import { type Verdict, verifyChain } from './verify-chain.ts';

export type VerifiedFolder =
  | {
      readonly kind: 'verified';
      readonly verdict: Verdict;
      readonly torn: Torn;
      /** Whether the identity service was queried and does not list the chain. */
      readonly isUnknown: boolean;
    }
  /** There is no public key, or the two places hold different ones. */
  | { readonly kind: 'no-key' }
  /** The evidence contains a line that no gateway writes. */
  | { readonly kind: 'forged-line' };

/** Torn records. */
export interface Torn {
  /** Length of the journal's torn last line. */
  readonly bytes: number;
  /** Number of torn checkpoints and receipts. */
  readonly vouchers: number;
}

/** The journal may be pruned during verification. */
const attempts = 3;

/** Verifies one journal against the evidence beside it, in the second place and at the identity service. */
export function verifyJournalFolder(
  folder: JournalFolder,
  published: string,
  { witness, key: pinned }: { readonly witness: Witness | null; readonly key: KeyObject | null },
): VerifiedFolder {
  const { chain, path } = folder;
  const known = witness?.word.chains.find(({ receipt }) => receipt.chain === chain);
  const key = keyOf(folder, published, known?.publicKey);
  if (key === null) return { kind: 'no-key' };
  const places = [path, published];
  const checkpoints = places.map((place) => readCheckpoints(place, chain));
  const receipts = places.map((place) => readReceipts(place, chain));
  if ([...checkpoints, ...receipts].some(({ isForged }) => isForged)) return { kind: 'forged-line' };
  const witnessKey = witness?.key ?? pinned;
  const vouchers = {
    checkpoints: checkpoints.flatMap(({ lines }) => lines),
    publicKey: key,
    witness: witnessKey && {
      key: witnessKey,
      receipts: [...receipts.flatMap(({ lines }) => lines), ...(known ? [known.receipt] : [])],
    },
  };
  for (let attempt = 1; ; attempt += 1) {
    const first = folder.first();
    const verdict = verifyIfUnmoved(folder, first, vouchers);
    if (verdict === null || (verdict.kind === 'broken' && folder.first() !== first)) {
      if (attempt < attempts) continue;
    }
    const torn = {
      bytes: folder.tornBytes(),
      vouchers: [...checkpoints, ...receipts].reduce((sum, each) => sum + each.torn, 0),
    };
    const isUnknown = witness !== null && known === undefined;
    return {
      kind: 'verified',
      verdict: verdict ?? { kind: 'broken', first, fault: 'missing' },
      torn,
      isUnknown,
    };
  }
}

/** Null if a segment disappeared before it was read. */
function verifyIfUnmoved(
  folder: JournalFolder,
  first: number,
  vouchers: Parameters<typeof verifyChain>[1],
): Verdict | null {
  // Each read starts again from the first line.
  const lines = { [Symbol.iterator]: () => folder.lines()[Symbol.iterator]() };
  try {
    return verifyChain({ chain: folder.chain, first, lines }, vouchers);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** All copies of the chain's key must be the same. */
function keyOf(folder: JournalFolder, published: string, known: string | undefined): KeyObject | null {
  try {
    const keys = [
      ...[published, folder.path].map((place) => readPublicKey(place, folder.chain)),
      known === undefined ? null : createPublicKey(known),
    ].filter((key) => key !== null);
    const [key] = keys;
    return key !== undefined && keys.every((each) => each.equals(key)) ? key : null;
  } catch {
    return null;
  }
}
