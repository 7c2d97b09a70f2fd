import type { Disk } from '../files/disk.ts';
import type { JournalFolder } from '../files/journal-folder.ts';
import { entryText } from '../format/chain.ts';
import type { Checkpoints } from './checkpoints.ts';
import type { Journal } from './journal.ts';
import { lastLink } from './last-link.ts';
import type { Receipts } from './receipts.ts';

export interface RetentionOptions {
  readonly folder: JournalFolder;
  readonly disk: Disk;
  readonly journal: Pick<Journal, 'appendNote' | 'link'>;
  readonly checkpoints: Pick<Checkpoints, 'seal'>;
  readonly receipts: Pick<Receipts, 'acknowledged'>;
  readonly clock: () => Date;
  /** Number of segments to keep. */
  readonly keptSegments: number;
}

export interface Retention {
  /** One step of the removal of the oldest segment; called after each shipment. */
  step(): Promise<void>;
}

export const defaultKeptSegments = 240;
/** Segments beyond those to keep, so that removal can wait for receipts. */
export const spareSegments = 16;

/**
 * Removes old segments, the only deletion of records on this disk. The chain announces it in a note, and
 * waits for the identity service's signature for that note.
 */
export function createRetention(options: RetentionOptions): Retention {
  const { folder, disk, journal, checkpoints, receipts, clock, keptSegments } = options;
  /** The announced removal, and the entry that must be acknowledged first. */
  let announced: { readonly file: string; readonly until: number } | null = null;
  return {
    async step() {
      if (announced !== null) {
        if (receipts.acknowledged() < announced.until) return;
        await disk.remove(announced.file);
        announced = null;
      }
      const segments = folder.segments();
      const [oldest, next] = segments;
      if (segments.length <= keptSegments || oldest === undefined || next === undefined) return;
      const last = lastLink(oldest.file);
      // Removing it would hide that it was changed.
      if (last?.count !== next.first - 1)
        throw new Error(`${oldest.file} does not end before entry ${next.first}: run npx civic audit verify`);
      if (receipts.acknowledged() < last.count) return;
      const time = clock().toISOString();
      await journal.appendNote(
        entryText({ kind: 'note', time, event: 'pruned', upTo: last.count, head: last.head }),
      );
      announced = { file: oldest.file, until: journal.link.count };
      await checkpoints.seal(journal.link);
    },
  };
}
