import { join, resolve } from 'node:path';
import { type JournalFolder, journalsIn } from '../files/journal-folder.ts';
import { genesisOf, readLine, readUnproved } from '../format/chain.ts';
import type { NotedRevocation } from '../format/entry.ts';

/** A revocation, with the number and the time of its entry. */
export type JournalledRevocation = NotedRevocation & { readonly number: number; readonly time: string };

/** What a gateway's journal says, for a restore of the identity service. */
export interface JournalState {
  readonly chain: string;
  /** Numbers of the first and the last entry on this disk; 0 in an empty journal. */
  readonly first: number;
  readonly last: number;
  readonly revocations: readonly JournalledRevocation[];
  /** Consents under which data was disclosed, with the time of the last disclosure. */
  readonly consents: ReadonlyMap<string, string>;
  /** Number of an unreadable or altered entry, at which reading stopped; null if there is none. */
  readonly brokenAt: number | null;
}

/** Reads the journals in data folders of gateways. */
export function readJournals(folders: readonly string[]): readonly JournalState[] {
  return folders
    .flatMap((folder) => journalsIn(join(resolve(folder), 'audit')))
    .flatMap(({ folder }) => (folder === null ? [] : [readJournal(folder)]));
}

/** Reads a journal as long as each entry follows from the previous one. `audit verify` proves more. */
export function readJournal(folder: JournalFolder): JournalState {
  const revocations: JournalledRevocation[] = [];
  const consents = new Map<string, string>();
  const first = folder.first();
  let link = genesisOf(folder.chain);
  let brokenAt: number | null = null;
  for (const line of folder.lines()) {
    const read = link.count === 0 && first > 1 ? readUnproved(line) : readLine(link, line);
    if (read.kind === 'fault') {
      brokenAt = link.count === 0 ? first : link.count + 1;
      break;
    }
    link = read.link;
    const { entry } = read;
    if (entry.kind === 'access') {
      if (entry.consent !== null) consents.set(entry.consent, entry.time);
    } else if (entry.event === 'revoked') {
      revocations.push(
        ...entry.revocations.map((each) => ({ ...each, number: read.link.count, time: entry.time })),
      );
    }
  }
  return {
    chain: folder.chain,
    first: link.count === 0 ? 0 : first,
    last: link.count,
    revocations,
    consents,
    brokenAt,
  };
}
