import type { KeyObject } from 'node:crypto';
import { readCheckpoints } from '../files/evidence-folder.ts';
import type { JournalFolder } from '../files/journal-folder.ts';
import { entryText } from '../format/chain.ts';
import { checkpointHolds } from '../format/checkpoint.ts';
import type { JournalNote } from '../format/entry.ts';
import type { Journal } from './journal.ts';

export interface UnsealedStartOptions {
  readonly folder: JournalFolder;
  /** The second place of checkpoints. */
  readonly published: string;
  readonly publicKey: KeyObject;
  readonly journal: Pick<Journal, 'appendNote' | 'link'>;
  readonly clock: () => Date;
}

export interface UnsealedStart {
  /** Whether checkpoints may be signed. */
  isNoted(): boolean;
  /** Writes the note, once; call it again if it rejects. */
  note(): Promise<void>;
}

/**
 * Records the entries without a signed checkpoint when the journal was opened: an earlier checkpoint would
 * cover entries that another program may have appended.
 */
export function createUnsealedStart(options: UnsealedStartOptions): UnsealedStart {
  const { folder, published, publicKey, journal, clock } = options;
  const upTo = journal.link.count;
  let sealed = 0;
  for (const place of [folder.path, published]) {
    for (const checkpoint of readCheckpoints(place, folder.chain).lines) {
      const counts =
        checkpoint.chain === folder.chain && checkpoint.count <= upTo && checkpoint.count > sealed;
      if (counts && checkpointHolds(checkpoint, publicKey)) sealed = checkpoint.count;
    }
  }
  let isNoted = sealed === upTo;
  let writing: Promise<void> | null = null;
  return {
    isNoted: () => isNoted,
    async note() {
      if (isNoted) return;
      writing ??= write().finally(() => {
        writing = null;
      });
      await writing;
    },
  };

  async function write(): Promise<void> {
    const time = clock().toISOString();
    const note: JournalNote = { kind: 'note', time, event: 'unsealed', from: sealed + 1, upTo };
    await journal.appendNote(entryText(note));
    isNoted = true;
  }
}
