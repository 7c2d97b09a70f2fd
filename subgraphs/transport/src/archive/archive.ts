import type { Readable } from 'node:stream';

/** Files of a GTFS feed: a zip, or in-memory tables. */
export interface Archive {
  /** Paths of all files. */
  readonly paths: readonly string[];
  has(file: string): boolean;
  /** Folder that contains a file of this name; `null` if it is at the top or missing. */
  folderOf(file: string): string | null;
  /** Unpacked size of a file in bytes. */
  sizeOf(file: string): number;
  /** @throws ArchiveError if the file is damaged or larger than declared */
  open(file: string): Promise<Readable>;
}

/** An unreadable archive, or one that exceeds the memory limit. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
  readonly problem: 'not_a_zip' | 'too_large' | 'damaged';

  constructor(problem: ArchiveError['problem'], message: string) {
    super(message);
    this.problem = problem;
  }
}
