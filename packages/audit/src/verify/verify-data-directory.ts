import type { KeyObject } from 'node:crypto';
import { dirname } from 'node:path';
import { chainsWithCheckpoints, readCheckpoints } from '../files/evidence-folder.ts';
import { journalsIn } from '../files/journal-folder.ts';
import { type Witness, WitnessMismatch } from './read-witness.ts';
import { type Finding, goneInWords, inWords } from './verdict-in-words.ts';
import { verifyJournalFolder } from './verify-journal-folder.ts';

export interface VerifyOptions {
  /** `audit` in each data folder, and the second place of its checkpoints. */
  readonly places: readonly { readonly auditFolder: string; readonly published: string }[];
  /** Queries the identity service; null to skip it. */
  readonly askWitness: (() => Promise<Witness>) | null;
  /** Known key of the identity service; receipts beside the journals then count without a query. */
  readonly witnessKey: KeyObject | null;
  /** Chains to verify; by default all that exist. */
  readonly chains: readonly string[];
  readonly now: Date;
}

export interface Report {
  /** `unproved`: no fault was found, but something could not be checked. */
  readonly outcome: Finding['outcome'];
  /** In words. */
  readonly lines: readonly string[];
}

/**
 * Verifies the journals of all gateways that used the data folders. Checkpoints count from both places, so
 * removing one copy hides nothing.
 */
export async function verifyDataDirectory(options: VerifyOptions): Promise<Report> {
  const { places, chains, now } = options;
  const findings: Finding[] = [];
  // Queried before the journals are read, so that they contain everything it has received.
  const witness = await ask(options, findings);
  const isWanted = (chain: string) => chains.length === 0 || chains.includes(chain);
  const seen = new Set<string>();
  const journals = places.flatMap(({ auditFolder, published }) =>
    journalsIn(auditFolder).map((journal) => ({ ...journal, auditFolder, published })),
  );
  for (const { name, folder, auditFolder, published } of journals) {
    // Gateways in containers all listen at the same port, which is the name of their journal.
    const isNamedTwice = journals.filter((each) => each.name === name).length > 1;
    const label = isNamedTwice ? `${name} in ${dirname(auditFolder)}` : name;
    if (folder === null) {
      findings.push({ outcome: 'broken', line: `${label}: its file "chain" is missing` });
      continue;
    }
    if (!isWanted(folder.chain)) continue;
    seen.add(folder.chain);
    const verified = verifyJournalFolder(folder, published, { witness, key: options.witnessKey });
    findings.push(inWords(`${label}: `, verified, now));
  }
  // After all journals, because gateways may share the second place of their checkpoints.
  for (const { published } of places) {
    const gone = chainsWithCheckpoints(published).filter((chain) => isWanted(chain) && !seen.has(chain));
    for (const chain of gone) {
      seen.add(chain);
      const counts = readCheckpoints(published, chain).lines.map(({ count }) => count);
      findings.push(goneInWords(chain, counts));
    }
  }
  for (const chain of chains.filter((each) => !seen.has(each))) {
    findings.push({ outcome: 'broken', line: `chain ${chain}: the journal is not here` });
  }
  if (seen.size === 0 && chains.length === 0) {
    const folders = places.map(({ auditFolder }) => auditFolder).join(', ');
    findings.push({ outcome: 'broken', line: `there is no journal in ${folders}` });
  }
  const elsewhere = (witness?.word.chains ?? []).map(({ receipt }) => receipt.chain);
  for (const chain of elsewhere.filter((each) => chains.length === 0 && !seen.has(each))) {
    const line = `chain ${chain}: known to the identity service, but not in these folders: add its folder with --data-dir, or verify it on its machine`;
    findings.push({ outcome: 'unproved', line });
  }
  const outcome = (['broken', 'unproved'] as const).find((each) =>
    findings.some((finding) => finding.outcome === each),
  );
  return { outcome: outcome ?? 'whole', lines: findings.map(({ line }) => line) };
}

async function ask({ askWitness }: VerifyOptions, findings: Finding[]): Promise<Witness | null> {
  if (askWitness === null) return null;
  try {
    return await askWitness();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const outcome = error instanceof WitnessMismatch ? 'broken' : 'unproved';
    findings.push({ outcome, line: `the identity service gave no usable answer: ${reason}` });
    return null;
  }
}
