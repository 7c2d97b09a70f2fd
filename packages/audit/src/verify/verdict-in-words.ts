import type { Fault, Verdict } from './verify-chain.ts';
import type { Torn, VerifiedFolder } from './verify-journal-folder.ts';

/** One line of a report. */
export interface Finding {
  readonly outcome: 'whole' | 'unproved' | 'broken';
  readonly line: string;
}

const faults: Readonly<Record<Fault, string>> = {
  unreadable: 'is not a line of a journal',
  misplaced: 'is missing, or another entry is in its place',
  altered: 'was altered: its hash does not match',
  rewritten: 'or a later entry was rewritten: it contradicts a signed checkpoint',
  repudiated: 'or a later entry was rewritten: the identity service received something else',
  missing: 'is missing, although a signed checkpoint covers it',
  withheld: 'is missing, although the identity service has received it',
  removed: 'is missing, and no acknowledged note says that the gateway pruned it',
  'forged-checkpoint':
    'has a checkpoint that was not signed by its gateway, or two that contradict each other',
};

/**
 * Maximum lag of the identity service: records are shipped every half second and checkpoints every minute.
 */
const usualDelayMs = 120_000;

/** @param name before the line */
export function inWords(name: string, verified: VerifiedFolder, now: Date): Finding {
  if (verified.kind === 'no-key') {
    return broken(`${name}its public key is missing, or the copies differ`);
  }
  if (verified.kind === 'forged-line') {
    return broken(`${name}a line among its checkpoints or receipts was not written by its gateway`);
  }
  const { verdict, torn, isUnknown } = verified;
  if (verdict.kind === 'broken') return broken(`${name}entry ${verdict.first} ${faults[verdict.fault]}`);
  const doubts = doubtsOf(verdict, isUnknown, now);
  const said = `${name}intact: ${[...partsOf(verdict), ...tornInWords(torn)].join(', ')}`;
  if (doubts.length === 0) return { outcome: 'whole', line: said };
  return { outcome: 'unproved', line: `${said}; not checked: ${doubts.join('; ')}` };
}

/** @param counts of the remaining checkpoints */
export function goneInWords(chain: string, counts: readonly number[]): Finding {
  const count = counts.reduce((most, each) => Math.max(most, each), 0);
  const were = `${entries(count)} ${count === 1 ? 'was' : 'were'}`;
  return broken(`chain ${chain}: ${were} signed for, but the journal is missing`);
}

type Whole = Extract<Verdict, { readonly kind: 'whole' }>;

function partsOf({ count, sealed, witnessed, pruned, unsealed }: Whole): readonly string[] {
  return [
    entries(count),
    `${sealed} of them under signed checkpoints`,
    ...(witnessed === null ? [] : [`${witnessed} acknowledged by the identity service`]),
    ...(pruned > 0 ? [`of which the first ${pruned} are no longer kept here`] : []),
    ...(unsealed === null
      ? []
      : [
          `${entries(unsealed.count)} not under a signed checkpoint at a restart (last ${unsealed.from} to ${unsealed.upTo})`,
        ]),
  ];
}

/** Tampering that this verification cannot detect. */
function doubtsOf(
  { count, witnessed, unwitnessedSince, latestTime, pruning, pruned }: Whole,
  isUnknown: boolean,
  now: Date,
): readonly string[] {
  const doubts: string[] = [];
  if (witnessed === null)
    doubts.push('a misuse of the signing key, which only the identity service can show');
  if (isUnknown && count > 0) {
    doubts.push('the chain itself, which the identity service does not name in its answer');
  }
  if (latestTime !== null && Date.parse(latestTime) - now.getTime() > usualDelayMs) {
    doubts.push(`when entries were written: one, or a checkpoint, is dated ${latestTime}, in the future`);
  }
  if (unwitnessedSince !== null && now.getTime() - Date.parse(unwitnessedSince) > usualDelayMs) {
    doubts.push(
      `entries ${(witnessed ?? 0) + 1} to ${count}, which the identity service does not acknowledge`,
    );
  }
  if (pruning === 'unrecorded') {
    doubts.push(`who removed the first ${pruned} entries: this chain is older than records of pruning`);
  }
  return doubts;
}

function tornInWords({ bytes, vouchers }: Torn): readonly string[] {
  return [
    ...(bytes > 0
      ? [`the last line is incomplete (${bytes} bytes), as after a crash or on a full disk`]
      : []),
    ...(vouchers > 0 ? [`${vouchers} incomplete among checkpoints and receipts`] : []),
  ];
}

function broken(line: string): Finding {
  return { outcome: 'broken', line };
}

function entries(count: number): string {
  return count === 1 ? '1 entry' : `${count} entries`;
}
