import { createPublicKey, type KeyObject } from 'node:crypto';
import { readCheckpoints, readPublicKey, readReceipts } from './evidence-folder.ts';
import type { JournalFolder } from './journal-folder.ts';
import { type Verdict, verifyChain } from './verify-chain.ts';
import type { Witness } from './witness.ts';

export type VerifiedFolder =
  | {
      readonly kind: 'verified';
      readonly verdict: Verdict;
      readonly torn: Torn;
      /** Whether the identity service was asked and does not name the chain. */
      readonly isUnknown: boolean;
    }
  /** There is none, or two places hold different ones. */
  | { readonly kind: 'no-key' }
  /** A line among what vouches for the journal is none that a gateway writes. */
  | { readonly kind: 'forged-line' };

/** What was cut off while it was written. */
export interface Torn {
  /** Of the journal's last line. */
  readonly bytes: number;
  /** Checkpoints and receipts. */
  readonly vouchers: number;
}

/** The journal may be pruned while it is read. */
const attempts = 3;

/** Verifies one journal by what lies beside it, in the second place, and with the identity service. */
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
    const first = firstOf(folder);
    const verdict = verifyIfUnmoved(folder, first, vouchers);
    if (verdict === null || (verdict.kind === 'broken' && firstOf(folder) !== first)) {
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

/** Null where a segment went away while it was to be read. */
function verifyIfUnmoved(
  folder: JournalFolder,
  first: number,
  vouchers: Parameters<typeof verifyChain>[1],
): Verdict | null {
  // Each reading of the lines begins anew.
  const lines = { [Symbol.iterator]: () => folder.lines()[Symbol.iterator]() };
  try {
    return verifyChain({ chain: folder.chain, first, lines }, vouchers);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function firstOf(folder: JournalFolder): number {
  return folder.segments()[0]?.first ?? 1;
}

/** All who hold a key of the chain must hold the same. */
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
