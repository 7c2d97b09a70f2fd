import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entryText, genesisOf, type Link, nextLink } from '../format/chain.ts';
import { signCheckpoint } from '../format/checkpoint.ts';
import type { JournalEntry } from '../format/entry.ts';
import { signReceipt } from '../format/receipt.ts';
import { signWitnessWord, type WitnessWord } from '../format/witness-word.ts';
import { readWitness } from './read-witness.ts';
import { verifyDataDirectory } from './verify-data-directory.ts';

/** All files of one journal, as an attacker with access to the disks finds them. */
export interface Traces {
  chain: string;
  /** Number of the first remaining entry. */
  first: number;
  lines: string[];
  /** Numbers at which segments begin. */
  bounds: number[];
  /** In the folder of the journal and in the second place. */
  checkpoints: [string[], string[]];
  receipts: [string[], string[]];
  publicKeys: [string, string];
}

export const segmentEntries = 10;
/** Number of entries written; the first twenty are pruned. */
export const written = 80;
export const pruned = 20;
export const now = new Date('2026-11-25T12:00:00.000Z');

export const signing = generateKeyPairSync('ed25519');
const identity = generateKeyPairSync('ed25519');

interface City {
  readonly traces: Traces;
  readonly word: WitnessWord;
}

const cities = new Map<string, City>();

/** A gateway that was honest until now, and the identity service's copy. */
export function honestCity(chain: string): City {
  const city = cities.get(chain) ?? buildCity(chain);
  cities.set(chain, city);
  return structuredClone(city);
}

function buildCity(chain: string): City {
  const links: Link[] = [genesisOf(chain)];
  const lines: string[] = [];
  for (let number = 1; number <= written; number += 1) {
    const upTo = number === 55 ? 10 : number === 65 ? 20 : null;
    const entry = upTo === null ? access(number) : { ...note(number), upTo, head: links[upTo]?.head ?? '' };
    const { line, link } = nextLink(links.at(-1) as Link, entryText(entry));
    lines.push(line);
    links.push(link);
  }
  const sealed = links.filter(({ count }) => count > 0 && count % 5 === 0);
  const checkpoints = sealed.map((link) =>
    JSON.stringify(signCheckpoint(chain, link, now, signing.privateKey)),
  );
  const receipts = sealed.map((link) => JSON.stringify(signReceipt(chain, link, now, identity.privateKey)));
  const pem = pemOf(signing.privateKey);
  return {
    traces: {
      chain,
      first: pruned + 1,
      lines: lines.slice(pruned),
      bounds: Array.from({ length: 6 }, (_, at) => pruned + 1 + at * segmentEntries),
      checkpoints: [checkpoints, [...checkpoints]],
      receipts: [receipts, [...receipts]],
      publicKeys: [pem, pem],
    },
    word: wordOf([
      { publicKey: pem, receipt: signReceipt(chain, links.at(-1) as Link, now, identity.privateKey) },
    ]),
  };
}

/** Answer of the identity service for these chains. */
export function wordOf(chains: WitnessWord['chains'], time = now): WitnessWord {
  return signWitnessWord(chains, time, identity.privateKey);
}

/**
 * Writes the traces to a disk and verifies them as the command does.
 *
 * @param pinned public key that must have signed the answer, as `--witness-key` sets it
 */
export async function verify(traces: Traces, word: WitnessWord | null, pinned: KeyObject | null = null) {
  const folder = mkdtempSync(join(tmpdir(), 'civic-small-city-'));
  try {
    layOut(traces, folder, join(folder, 'checkpoints'));
    return await verifyDataDirectory({
      places: [{ auditFolder: folder, published: join(folder, 'checkpoints') }],
      askWitness: word && (async () => readWitness(word, pinned, now)),
      witnessKey: pinned,
      chains: [],
      now,
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Writes the journal to a folder `audit`, and its checkpoints also to the second place. */
export function layOut(traces: Traces, auditFolder: string, published: string): void {
  const journal = join(auditFolder, 'gateway-1');
  for (const [at, place] of [journal, published].entries()) {
    mkdirSync(place, { recursive: true });
    const save = (end: string, lines: readonly string[]) =>
      writeFileSync(join(place, `${traces.chain}.${end}`), lines.map((line) => `${line}\n`).join(''));
    save('checkpoints', traces.checkpoints[at] ?? []);
    save('receipts', traces.receipts[at] ?? []);
    writeFileSync(join(place, `${traces.chain}.pem`), traces.publicKeys[at] ?? '');
  }
  writeFileSync(join(journal, 'chain'), `${traces.chain}\n`);
  for (const [at, bound] of traces.bounds.entries()) {
    const until = traces.bounds[at + 1] ?? Number.POSITIVE_INFINITY;
    const lines = traces.lines.slice(bound - traces.first, until - traces.first);
    const name = `${String(bound).padStart(12, '0')}.log`;
    writeFileSync(join(journal, name), lines.map((line) => `${line}\n`).join(''));
  }
}

/** Builds a chain of entries from a link; hashes need no key. */
export function chained(entries: readonly JournalEntry[], from: Link): { lines: string[]; links: Link[] } {
  const links: Link[] = [];
  const lines: string[] = [];
  let link = from;
  for (const entry of entries) {
    const next = nextLink(link, entryText(entry));
    link = next.link;
    links.push(link);
    lines.push(next.line);
  }
  return { lines, links };
}

export function linksOf({ lines }: Traces): readonly Link[] {
  return lines.map((line) => {
    const [count, head = ''] = line.split(' ', 2);
    return { count: Number(count), head };
  });
}

export function access(number: number): JournalEntry {
  return {
    kind: 'access',
    time: new Date(now.getTime() - 3_600_000 + number * 1_000).toISOString(),
    app: 'wechat-city',
    caller: 'citizen',
    official: null,
    officialAgency: null,
    subject: `subject-${number % 7}`,
    purpose: 'city-services',
    consent: 'consent',
    scopes: ['identity:profile'],
    fields: { identity: ['Profile.name'] },
    requestId: `request-${number}`,
    result: 'complete',
  };
}

export function note(number: number) {
  return { kind: 'note', time: access(number).time, event: 'pruned' } as const;
}

export function pemOf(privateKey: KeyObject): string {
  return createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
}
