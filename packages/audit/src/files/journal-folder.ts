import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Disk, localDisk } from './disk.ts';
import { replaceFile, unfinishedSuffix } from './durable-files.ts';

/*
 * Journal of a gateway: a folder with the chain's name in `chain`, and segments named by the number of their
 * first entry. Evidence lies beside them and, as copies, in another place.
 */

export interface Segment {
  readonly first: number;
  readonly file: string;
}

export interface JournalFolder {
  readonly path: string;
  readonly chain: string;
  /** In order; empty before the first entry. */
  segments(): readonly Segment[];
  /** Number of the first entry that is still here, or that will be. */
  first(): number;
  /** Complete lines of all segments from the one that contains entry `from`; omits a torn line. */
  lines(from?: number): Iterable<string>;
  /** Length of the torn line at the end of the last segment, left by a crash or still being written. */
  tornBytes(): number;
}

/** Names the process that writes the journal. */
export const claimFile = 'in-use';
const chainFile = 'chain';
const chainFormat = /^[\w.-]{1,100}$/;
const digits = 12;

/** @returns null if there is no journal */
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
    first: () => segments()[0]?.first ?? 1,
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

/** The journals of one data folder, one for each worker; null for one without the name of its chain. */
export function journalsIn(
  auditFolder: string,
): readonly { readonly name: string; readonly folder: JournalFolder | null }[] {
  if (!existsSync(auditFolder)) return [];
  const names = readdirSync(auditFolder).filter((name) => name.startsWith('gateway-'));
  return names.map((name) => ({ name, folder: openJournalFolder(join(auditFolder, name)) }));
}

/** @throws Error if the folder contains records of another chain */
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

/** Whether a file of the folder outlives its process; claims and unfinished files do not. */
export function isLasting(name: string): boolean {
  return name !== claimFile && !name.endsWith(unfinishedSuffix);
}

export function segmentFile(path: string, first: number): string {
  return join(path, `${String(first).padStart(digits, '0')}.log`);
}
