import type { Readable } from 'node:stream';

/** The files of a GTFS feed, wherever they lie: a zip, or tables made in memory. */
export interface Archive {
  has(file: string): boolean;
  /** The folder in which a file of this name lies; `null` where there is none but the top. */
  folderOf(file: string): string | null;
  /** @throws ArchiveError where the file is damaged or larger than it says */
  open(file: string): Promise<Readable>;
}

/** Something that is not a readable archive, or one that would not fit into memory. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
  readonly problem: 'not_a_zip' | 'too_large' | 'damaged';

  constructor(problem: ArchiveError['problem'], message: string) {
    super(message);
    this.problem = problem;
  }
}
