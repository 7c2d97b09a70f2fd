import { createPublicKey, type KeyObject } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Checkpoint, checkpointSchema } from './checkpoint.ts';

/*
 * A gateway's journal: a folder with the name of its chain in `chain`, and segments that are named by the number of
 * their first entry. Checkpoints and the public key lie beside them and, as copies, in another place.
 */

export interface Segment {
  readonly first: number;
  readonly file: string;
}

export interface JournalFolder {
  readonly path: string;
  readonly chain: string;
  /** In order; there is none before the first entry. */
  segments(): readonly Segment[];
  /** Whole lines of all segments from the one that holds entry `from`. The end of a line that is being written is left out. */
  lines(from?: number): Iterable<string>;
}

const chainFile = 'chain';
const chainFormat = /^[\w.-]{1,100}$/;
const digits = 12;

/** @returns null where there is no journal */
export function openJournalFolder(path: string): JournalFolder | null {
  const file = join(path, chainFile);
  if (!existsSync(file)) return null;
  const chain = readFileSync(file, 'utf8').trim();
  if (!chainFormat.test(chain)) return null;
  const segments = () =>
    readdirSync(path)
      .flatMap((name) => {
        const [, first] = /^(\d{12})\.log$/.exec(name) ?? [];
        return first === undefined ? [] : [{ first: Number(first), file: join(path, name) }];
      })
      .sort((one, other) => one.first - other.first);
  return {
    path,
    chain,
    segments,
    *lines(from = 1) {
      const all = segments();
      for (const [at, { file }] of all.entries()) {
        const next = all[at + 1];
        if (next !== undefined && next.first <= from) continue;
        yield* readFileSync(file, 'utf8').split('\n').slice(0, -1);
      }
    },
  };
}

export function createJournalFolder(path: string, chain: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  writeFileSync(join(path, chainFile), `${chain}\n`, { mode: 0o600, flag: 'wx' });
}

export function segmentFile(path: string, first: number): string {
  return join(path, `${String(first).padStart(digits, '0')}.log`);
}

/** Names of chains whose checkpoints lie in a folder. */
export function chainsWithCheckpoints(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => /^(.+)\.checkpoints$/.exec(name)?.[1] ?? []);
}

/** A line that cannot be read counts as a checkpoint that nobody signed: it must be found, not passed over. */
export function readCheckpoints(folder: string, chain: string): readonly Checkpoint[] {
  const file = checkpointFile(folder, chain);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => {
    try {
      return checkpointSchema.parse(JSON.parse(line));
    } catch {
      return { chain, count: 0, head: '', time: '', signature: '' };
    }
  });
}

export function appendCheckpoint(folder: string, checkpoint: Checkpoint): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  appendFileSync(checkpointFile(folder, checkpoint.chain), `${JSON.stringify(checkpoint)}\n`, {
    mode: 0o600,
  });
}

/** The key that checkpoints of the chain are signed with, as it was laid down here first. */
export function readPublicKey(folder: string, chain: string): KeyObject | null {
  const file = join(folder, `${chain}.pem`);
  return existsSync(file) ? createPublicKey(readFileSync(file)) : null;
}

/** Written once: a key that comes later does not replace it. */
export function writePublicKey(folder: string, chain: string, key: KeyObject): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${chain}.pem`);
  if (!existsSync(file)) writeFileSync(file, key.export({ type: 'spki', format: 'pem' }), { mode: 0o600 });
}

function checkpointFile(folder: string, chain: string): string {
  return join(folder, `${chain}.checkpoints`);
}
