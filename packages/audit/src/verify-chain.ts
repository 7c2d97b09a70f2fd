import type { KeyObject } from 'node:crypto';
import { genesisOf, type Link, readLine } from './chain.ts';
import { chainRecordsPruning } from './chain-name.ts';
import { type Checkpoint, checkpointHolds } from './checkpoint.ts';
import { findPruning, type PruningNote } from './find-pruning.ts';
import { type Receipt, receiptHolds } from './receipt.ts';

export type Verdict =
  | {
      readonly kind: 'whole';
      /** Entries before the first that is kept. */
      readonly pruned: number;
      /** Whether the chain says itself that they were pruned; chains of earlier versions do not. */
      readonly pruning: 'none' | 'recorded' | 'unrecorded';
      readonly count: number;
      /** Entries that a checkpoint vouches for. */
      readonly sealed: number;
      /** Entries that the identity service vouches for; null where nothing of it can be verified. */
      readonly witnessed: number | null;
      /**
       * RFC 3339; the earliest time that an entry or checkpoint claims which the identity service does not
       * vouch for.
       */
      readonly unwitnessedSince: string | null;
      /** RFC 3339; the latest time that any entry or checkpoint claims. */
      readonly latestTime: string | null;
      /**
       * Entries that no checkpoint had signed when a gateway started, and the last run of them; null where
       * there are none.
       */
      readonly unsealed: Unsealed | null;
    }
  | {
      readonly kind: 'broken';
      /** Number of the first entry that is bad. */
      readonly first: number;
      readonly fault: Fault;
    };

interface Unsealed {
  readonly count: number;
  readonly from: number;
  readonly upTo: number;
}

export type Fault =
  /** No line of a journal. */
  | 'unreadable'
  /** An entry of another number stands there: one was removed, put in or moved. */
  | 'misplaced'
  /** It does not follow from the entry before it. */
  | 'altered'
  /** The chain holds by itself, but a checkpoint says otherwise: from here on it was written anew. */
  | 'rewritten'
  /** The same, said by a receipt: the signing key was misused. */
  | 'repudiated'
  /** A checkpoint vouches for entries that are not there. */
  | 'missing'
  /** The identity service has received entries that are not there. */
  | 'withheld'
  /** Old entries are gone, and no signed and acknowledged note in the chain says that they were pruned. */
  | 'removed'
  /** A checkpoint of this place bears no valid signature, or two contradict each other. */
  | 'forged-checkpoint';

export interface Journal {
  readonly chain: string;
  /** Number of the first entry that is kept. */
  readonly first: number;
  /** Read twice where entries were pruned. */
  readonly lines: Iterable<string>;
}

/** What vouches for a chain from outside. */
export interface Vouchers {
  readonly checkpoints: readonly Checkpoint[];
  readonly publicKey: KeyObject;
  /** Null where nobody who verifies knows the identity service's key. */
  readonly witness: { readonly key: KeyObject; readonly receipts: readonly Receipt[] } | null;
}

/**
 * Proves that a chain is what its gateway wrote: every line follows from the one before it, and every
 * checkpoint and every receipt finds its head. `docs/how-to/verify-access-records.md` says what that proves,
 * and against whom.
 *
 * Memory does not grow with the journal.
 */
export function verifyChain(journal: Journal, { checkpoints, publicKey, witness }: Vouchers): Verdict {
  const heads = new Map<number, string>();
  for (const checkpoint of checkpoints.toSorted((one, other) => one.count - other.count)) {
    const { chain, count, head } = checkpoint;
    const holds = chain === journal.chain && checkpointHolds(checkpoint, publicKey);
    if (!holds || (heads.get(count) ?? head) !== head) return broken(count, 'forged-checkpoint');
    heads.set(count, head);
  }
  const received = receivedHeads(journal.chain, witness);
  const pruned = journal.first - 1;
  const note = pruned === 0 ? null : findPruning(journal.lines, pruned);
  const start = pruned === 0 ? genesisOf(journal.chain).head : (note?.head ?? heads.get(pruned));
  if (start === undefined || (note === null && pruned > 0 && chainRecordsPruning(journal.chain))) {
    return broken(1, 'removed');
  }
  let link: Link = { count: pruned, head: start };
  let sealed = pruned;
  let witnessed = Math.min(pruned, last(received));
  let unwitnessedSince: string | null = null;
  let latestTime: string | null = null;
  let unsealed: Unsealed | null = null;
  let unsealedCount = 0;
  for (const { time } of checkpoints) latestTime = later(latestTime, time);
  for (const line of journal.lines) {
    const read = readLine(link, line);
    if (read.kind === 'fault') return broken(link.count + 1, read.fault);
    link = read.link;
    unwitnessedSince = earlier(unwitnessedSince, read.entry.time);
    latestTime = later(latestTime, read.entry.time);
    if (read.entry.kind === 'note' && read.entry.event === 'unsealed') {
      const { from, upTo } = read.entry;
      unsealedCount += upTo - from + 1;
      unsealed = { count: unsealedCount, from, upTo };
    }
    const vouched = heads.get(link.count);
    if (vouched !== undefined && vouched !== link.head) return broken(sealed + 1, 'rewritten');
    if (vouched !== undefined) sealed = link.count;
    const acknowledgedHead = received.get(link.count);
    if (acknowledgedHead === undefined) continue;
    if (acknowledgedHead !== link.head) return broken(witnessed + 1, 'repudiated');
    [witnessed, unwitnessedSince] = [link.count, null];
  }
  if (last(heads) > link.count) return broken(link.count + 1, 'missing');
  if (last(received) > link.count) return broken(link.count + 1, 'withheld');
  // The times of entries are what their writer says; a copy of a checkpoint may be in another's hands.
  for (const { count, time } of checkpoints) {
    if (count > witnessed) unwitnessedSince = earlier(unwitnessedSince, time);
  }
  const acknowledged = witness === null ? null : witnessed;
  // A gateway never removes the segment that it writes, and only what a note announces.
  if (pruned > 0 && link.count === pruned) return broken(1, 'removed');
  if (note !== null && !isProved(note, sealed, acknowledged)) return broken(1, 'removed');
  return {
    kind: 'whole',
    pruned,
    pruning: pruned === 0 ? 'none' : note === null ? 'unrecorded' : 'recorded',
    count: link.count,
    sealed,
    witnessed: acknowledged,
    unwitnessedSince: witness === null ? null : unwitnessedSince,
    latestTime,
    unsealed,
  };
}

/** A receipt of another key is evidence of nothing, and forging one gains nothing. */
function receivedHeads(chain: string, witness: Vouchers['witness']): ReadonlyMap<number, string> {
  const received = new Map<number, string>();
  for (const receipt of witness?.receipts ?? []) {
    if (receipt.chain !== chain || witness === null || !receiptHolds(receipt, witness.key)) continue;
    received.set(receipt.count, receipt.head);
  }
  return received;
}

/**
 * Anybody can write a note; that it is signed for, and that the identity service saw it, is for its gateway
 * alone.
 */
function isProved({ number }: PruningNote, sealed: number, witnessed: number | null): boolean {
  return number <= sealed && (witnessed === null || number <= witnessed);
}

function last(heads: ReadonlyMap<number, string>): number {
  let greatest = 0;
  // A year's checkpoints are too many for the arguments of one call.
  for (const count of heads.keys()) greatest = Math.max(greatest, count);
  return greatest;
}

function earlier(one: string | null, other: string): string {
  return one !== null && Date.parse(one) <= Date.parse(other) ? one : other;
}

function later(one: string | null, other: string): string {
  return one !== null && Date.parse(one) >= Date.parse(other) ? one : other;
}

function broken(first: number, fault: Fault): Verdict {
  return { kind: 'broken', first, fault };
}
