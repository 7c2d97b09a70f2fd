import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What the journal needs of a file; tests hand in disks that are full or slow. */
export interface JournalFile {
  append(text: string): Promise<void>;
  /** What was appended survives a power failure. */
  sync(): Promise<void>;
  truncate(bytes: number): Promise<void>;
  close(): Promise<void>;
}

export type OpenJournalFile = (path: string) => Promise<JournalFile>;

export const openJournalFile: OpenJournalFile = async (path) => {
  const file = await open(path, 'a', 0o600);
  await syncFolder(dirname(path));
  return {
    append: async (text) => file.appendFile(text),
    sync: () => file.datasync(),
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
