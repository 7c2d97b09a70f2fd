import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  chainsWithCheckpoints,
  type JournalFolder,
  openJournalFolder,
  readCheckpoints,
  readPublicKey,
} from './journal-folder.ts';
import { type Fault, type Verdict, verifyChain } from './verify-chain.ts';

export interface Report {
  readonly isWhole: boolean;
  /** One a journal, in words. */
  readonly lines: readonly string[];
}

const faults: Readonly<Record<Fault, string>> = {
  unreadable: 'is not a line of a journal',
  misplaced: 'is missing, or something else stands in its place',
  altered: 'is not what was written there',
  rewritten: 'or one that follows it was written anew: a signed checkpoint says otherwise',
  missing: 'is missing, though a signed checkpoint vouches for it',
  'forged-checkpoint':
    'has a checkpoint that was not signed by its gateway, or two that contradict each other',
};

/**
 * Verifies the journals of all gateways that used a data folder. Checkpoints count from both places: one that was removed
 * in one of them still tells what has been there.
 *
 * @param auditFolder `audit` in the data folder
 */
export function verifyDataDirectory(auditFolder: string, published: string): Report {
  const names = existsSync(auditFolder)
    ? readdirSync(auditFolder).filter((name) => /^gateway-/.test(name))
    : [];
  const journals = names.flatMap((name) => {
    const folder = openJournalFolder(join(auditFolder, name));
    return folder === null ? [] : [{ name, folder }];
  });
  const results = journals.map(({ name, folder }) => {
    const verdict = verifyFolder(folder, published);
    return { isWhole: verdict?.kind === 'whole', line: `${name}: ${inWords(verdict)}` };
  });
  const chains = new Set(journals.map(({ folder }) => folder.chain));
  for (const chain of chainsWithCheckpoints(published)) {
    if (chains.has(chain)) continue;
    const count = Math.max(0, ...readCheckpoints(published, chain).map((each) => each.count));
    results.push({
      isWhole: false,
      line: `chain ${chain}: ${entries(count)} ${count === 1 ? 'was' : 'were'} signed for, and the journal is gone`,
    });
  }
  if (results.length === 0) results.push({ isWhole: false, line: `there is no journal in ${auditFolder}` });
  return { isWhole: results.every(({ isWhole }) => isWhole), lines: results.map(({ line }) => line) };
}

/** `null` where there is no key, or another one in the second place. */
function verifyFolder(folder: JournalFolder, published: string): Verdict | null {
  const { chain, path } = folder;
  const [own, second] = [readPublicKey(path, chain), readPublicKey(published, chain)];
  const key = second ?? own;
  if (key === null || (own !== null && !own.equals(key))) return null;
  const checkpoints = [...readCheckpoints(path, chain), ...readCheckpoints(published, chain)];
  const first = folder.segments()[0]?.first ?? 1;
  return verifyChain({ chain, first, lines: folder.lines() }, checkpoints, key);
}

function inWords(verdict: Verdict | null): string {
  if (verdict === null) return 'there is no key to verify it with, or two places hold different ones';
  if (verdict.kind === 'broken') return `entry ${verdict.first} ${faults[verdict.fault]}`;
  const { count, sealed, pruned } = verdict;
  const gone = pruned > 0 ? `, of which the first ${pruned} are no longer kept` : '';
  return `whole: ${entries(count)}, ${sealed} of them under signed checkpoints${gone}`;
}

function entries(count: number): string {
  return count === 1 ? '1 entry' : `${count} entries`;
}
