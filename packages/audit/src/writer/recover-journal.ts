import { readFileSync } from 'node:fs';
import { readCheckpoints } from '../files/evidence-folder.ts';
import type { JournalFolder } from '../files/journal-folder.ts';
import { genesisOf, type Link, readLine } from '../format/chain.ts';
import { lastLink } from './last-link.ts';

export interface RecoveredJournal {
  /** The last whole entry. */
  readonly link: Link;
  /** The current segment; null if there is none yet. */
  readonly segment: { readonly file: string; readonly bytes: number } | null;
  /** The partial line at the end: the process was killed during a write. */
  readonly tornBytes: number;
}

/** A journal that was changed and cannot be continued. */
export class JournalDamaged extends Error {
  override readonly name = 'JournalDamaged';
}

/**
 * Finds the end of the chain after a restart, reading only the last segment; `npx civic audit verify` reads
 * the rest.
 * @throws JournalDamaged if a whole line breaks the chain, because further records would cover up the damage
 */
export function recoverJournal(folder: JournalFolder): RecoveredJournal {
  const segments = folder.segments();
  const last = segments.at(-1);
  if (last === undefined) return { link: genesisOf(folder.chain), segment: null, tornBytes: 0 };
  const text = readFileSync(last.file);
  const wholeBytes = text.lastIndexOf('\n') + 1;
  let link = startOf(folder, last.first, segments.at(-2)?.file);
  for (const line of text.subarray(0, wholeBytes).toString('utf8').split('\n').slice(0, -1)) {
    const read = readLine(link, line);
    if (read.kind === 'fault') throw new JournalDamaged(`entry ${link.count + 1} is ${read.fault}`);
    link = read.link;
  }
  return {
    link,
    segment: { file: last.file, bytes: wholeBytes },
    tornBytes: text.length - wholeBytes,
  };
}

/** The head before a segment: from the previous line or, if that was removed, from its checkpoint. */
function startOf(folder: JournalFolder, first: number, before: string | undefined): Link {
  if (first === 1) return genesisOf(folder.chain);
  const count = first - 1;
  const link = before === undefined ? null : lastLink(before);
  if (link?.count === count) return link;
  const checkpoint = readCheckpoints(folder.path, folder.chain).lines.find((each) => each.count === count);
  if (checkpoint === undefined) throw new JournalDamaged(`nothing leads to entry ${first}`);
  return { count, head: checkpoint.head };
}
