import { type DiskFile, localDisk } from '../files/disk.ts';

/** What the journal needs of a segment's file. */
export type JournalFile = Pick<DiskFile, 'append' | 'truncate' | 'probe' | 'close'>;

export type OpenJournalFile = (path: string) => Promise<JournalFile>;

export const openJournalFile: OpenJournalFile = localDisk.open;
