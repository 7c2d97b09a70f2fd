import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What the journal needs of a file; tests hand in disks that are full or slow. */
export interface JournalFile {
  /** Resolves once it would survive a power failure. */
  append(text: string): Promise<void>;
  truncate(bytes: number): Promise<void>;
  close(): Promise<void>;
}

export type OpenJournalFile = (path: string) => Promise<JournalFile>;

/** Written and synced by one call (`O_DSYNC`, open(2)): half the time of a write and a sync after it (decision 0019). */
const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | constants.O_DSYNC;

export const openJournalFile: OpenJournalFile = async (path) => {
  const file = await open(path, flags, 0o600);
  await syncFolder(dirname(path));
  return {
    append: (text) => file.appendFile(text),
    async truncate(bytes) {
      await file.truncate(bytes);
      await file.datasync();
    },
    close: () => file.close(),
  };
};

/** A new file is there after a power failure only if its folder says so. */
async function syncFolder(path: string): Promise<void> {
  let folder: FileHandle | undefined;
  try {
    folder = await open(path, 'r');
    await folder.sync();
  } finally {
    await folder?.close();
  }
}
