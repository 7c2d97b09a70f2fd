import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Disk, localDisk } from './disk.ts';
import { replaceFile } from './durable-files.ts';

/*
 * A gateway's journal: a folder with the name of its chain in `chain`, and segments that are named by the
 * number of their first entry. Checkpoints, receipts and the public key lie beside them and, as copies, in
 * another place.
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
  /** Whole lines of all segments from the one that holds entry `from`; a line that is cut off is left out. */
  lines(from?: number): Iterable<string>;
  /**
   * Length of what is cut off at the end of the last segment: it was being written in a crash, or is just
   * now.
   */
  tornBytes(): number;
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
    tornBytes() {
      const last = segments().at(-1);
      const text = last === undefined ? Buffer.alloc(0) : readFileSync(last.file);
      return text.length - (text.lastIndexOf('\n') + 1);
    },
  };
}

/** @throws Error where records are there that another chain has begun */
export async function createJournalFolder(
  path: string,
  chain: string,
  disk: Disk = localDisk,
): Promise<void> {
  await disk.makeFolder(path);
  if (readdirSync(path).some((name) => name.endsWith('.log'))) {
    throw new Error(`${path} holds records, but its file "chain" is missing: restore it`);
  }
  await replaceFile(disk, join(path, chainFile), `${chain}\n`);
}

export function segmentFile(path: string, first: number): string {
  return join(path, `${String(first).padStart(digits, '0')}.log`);
}
