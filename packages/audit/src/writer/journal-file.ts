import { type DiskFile, localDisk } from '../files/disk.ts';

/** Methods of a segment's file that the journal uses. */
export type JournalFile = Pick<DiskFile, 'append' | 'truncate' | 'probe' | 'close'>;

export type OpenJournalFile = (path: string) => Promise<JournalFile>;

export const openJournalFile: OpenJournalFile = localDisk.open;
