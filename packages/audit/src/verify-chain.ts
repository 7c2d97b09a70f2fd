import type { KeyObject } from 'node:crypto';
import { genesisOf, type Link, readLine } from './chain.ts';
import { type Checkpoint, checkpointHolds } from './checkpoint.ts';

export type Verdict =
  | {
      readonly kind: 'whole';
      /** Entries before the first that is kept; a signed checkpoint vouches for them. */
      readonly pruned: number;
      readonly count: number;
      /** Entries that a checkpoint vouches for. */
      readonly sealed: number;
    }
  | {
      readonly kind: 'broken';
      /** Number of the first entry that is bad. */
      readonly first: number;
      readonly fault: Fault;
    };

export type Fault =
  /** No line of a journal. */
  | 'unreadable'
  /** An entry of another number stands there: one was removed, put in or moved. */
  | 'misplaced'
  /** It does not follow from the entry before it. */
  | 'altered'
  /** The chain holds by itself, but a checkpoint says otherwise: from here on it was written anew. */
  | 'rewritten'
  /** A checkpoint vouches for entries that are not there. */
  | 'missing'
  /** A checkpoint of this place bears no valid signature, or two contradict each other. */
  | 'forged-checkpoint';

export interface Journal {
  readonly chain: string;
  /** Number of the first entry that is kept. */
  readonly first: number;
  readonly lines: Iterable<string>;
}

/**
 * Proves that a chain is what its gateway wrote: every line follows from the one before it, and every checkpoint finds
 * its head. What comes after the last checkpoint is proved against careless hands only, for who can write the file can
 * write those lines anew.
 *
 * Memory does not grow with the journal.
 */
export function verifyChain(
  journal: Journal,
  checkpoints: readonly Checkpoint[],
  publicKey: KeyObject,
): Verdict {
  const heads = new Map<number, string>();
  for (const checkpoint of checkpoints.toSorted((one, other) => one.count - other.count)) {
    const { chain, count, head } = checkpoint;
    const holds = chain === journal.chain && checkpointHolds(checkpoint, publicKey);
    if (!holds || (heads.get(count) ?? head) !== head) return broken(count, 'forged-checkpoint');
    heads.set(count, head);
  }
  const pruned = journal.first - 1;
  const start = pruned === 0 ? genesisOf(journal.chain).head : heads.get(pruned);
  // Old entries may go; but a cut that no checkpoint knows is none of ours.
  if (start === undefined) return broken(1, 'missing');
  let link: Link = { count: pruned, head: start };
  let sealed = pruned;
  for (const line of journal.lines) {
    const read = readLine(link, line);
    if (read.kind === 'fault') return broken(link.count + 1, read.fault);
    link = read.link;
    const head = heads.get(link.count);
    if (head === undefined) continue;
    if (head !== link.head) return broken(sealed + 1, 'rewritten');
    sealed = link.count;
  }
  const last = Math.max(0, ...heads.keys());
  if (last > link.count) return broken(link.count + 1, 'missing');
  return { kind: 'whole', pruned, count: link.count, sealed };
}

function broken(first: number, fault: Fault): Verdict {
  return { kind: 'broken', first, fault };
}
