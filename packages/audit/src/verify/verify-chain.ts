import type { KeyObject } from 'node:crypto';
import { genesisOf, type Link, readLine } from '../format/chain.ts';
import { chainRecordsPruning } from '../format/chain-name.ts';
import { type Checkpoint, checkpointHolds } from '../format/checkpoint.ts';
import { type Receipt, receiptHolds } from '../format/receipt.ts';
import { findPruning, type PruningNote } from './find-pruning.ts';

export type Verdict =
  | {
      readonly kind: 'whole';
      /** Number of entries before the first remaining one. */
      readonly pruned: number;
      /** Whether the chain itself records that they were pruned; chains of earlier versions do not. */
      readonly pruning: 'none' | 'recorded' | 'unrecorded';
      readonly count: number;
      /** Number of entries covered by a checkpoint. */
      readonly sealed: number;
      /** Number of entries covered by a receipt; null if no receipt can be verified. */
      readonly witnessed: number | null;
      /** RFC 3339; the earliest time of an entry or checkpoint that no receipt covers. */
      readonly unwitnessedSince: string | null;
      /** RFC 3339; the latest time of any entry or checkpoint. */
      readonly latestTime: string | null;
      /**
       * Number of entries that no checkpoint had signed at a start, and the last run of them; null if none.
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
  /** Not a line of a journal. */
  | 'unreadable'
  /** The number is out of sequence: an entry was removed, inserted or moved. */
  | 'misplaced'
  /** The hash does not follow from the previous entry. */
  | 'altered'
  /** The chain is consistent but contradicts a checkpoint: it was rewritten from here on. */
  | 'rewritten'
  /** The chain contradicts a receipt: the signing key was misused. */
  | 'repudiated'
  /** A checkpoint covers entries that are missing. */
  | 'missing'
  /** The identity service has received entries that are missing here. */
  | 'withheld'
  /** Old entries are missing, and no signed and acknowledged note records that they were pruned. */
  | 'removed'
  /** A checkpoint has no valid signature here, or two contradict each other. */
  | 'forged-checkpoint';

export interface Journal {
  readonly chain: string;
  /** Number of the first remaining entry. */
  readonly first: number;
  /** Read twice if entries were pruned. */
  readonly lines: Iterable<string>;
}

/** External evidence for a chain. */
export interface Vouchers {
  readonly checkpoints: readonly Checkpoint[];
  readonly publicKey: KeyObject;
  /** Null if the verifier does not know the identity service's key. */
  readonly witness: { readonly key: KeyObject; readonly receipts: readonly Receipt[] } | null;
}

/**
 * Verifies that a chain is what its gateway wrote: every line follows from the previous one, and every
 * checkpoint and receipt matches. `docs/how-to/verify-access-records.md` says what that proves.
 *
 * Memory use does not depend on the size of the journal.
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
  // Entry times are claims of their writer; a copy of a checkpoint may be stored elsewhere.
  for (const { count, time } of checkpoints) {
    if (count > witnessed) unwitnessedSince = earlier(unwitnessedSince, time);
  }
  const acknowledged = witness === null ? null : witnessed;
  // A gateway never removes its current segment, and removes only what a note announces.
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

/** A receipt with another key proves nothing, so forging one gains nothing. */
function receivedHeads(chain: string, witness: Vouchers['witness']): ReadonlyMap<number, string> {
  const received = new Map<number, string>();
  for (const receipt of witness?.receipts ?? []) {
    if (receipt.chain !== chain || witness === null || !receiptHolds(receipt, witness.key)) continue;
    received.set(receipt.count, receipt.head);
  }
  return received;
}

/** Anyone can write a note; only the gateway can have it signed and acknowledged by the identity service. */
function isProved({ number }: PruningNote, sealed: number, witnessed: number | null): boolean {
  return number <= sealed && (witnessed === null || number <= witnessed);
}

function last(heads: ReadonlyMap<number, string>): number {
  let greatest = 0;
  // A year's checkpoints exceed the maximum number of arguments of one call.
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
