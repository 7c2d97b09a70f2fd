import { open } from 'node:fs/promises';
import type { JournalFolder } from '../files/journal-folder.ts';

/** Consecutive entries, in the journal's format. */
export interface JournalPart {
  /** Whole lines; valid until the next part is read. */
  readonly lines: Buffer;
  readonly count: number;
}

const chunkBytes = 1_000_000;
const lineEnd = 0x0a;
const nothing: JournalPart = { lines: Buffer.alloc(0), count: 0 };

/** Reads a journal from a given entry on, while it is being written. */
export class JournalTail {
  readonly #folder: JournalFolder;
  #next: number;
  #segment: string | null = null;
  #offset = 0;
  #chunk = Buffer.alloc(0);

  /** @param after number of the entry before the first one */
  constructor(folder: JournalFolder, after: number) {
    this.#folder = folder;
    this.#next = after + 1;
  }

  /**
   * Some of the following entries, in order; none at the end.
   * @param upTo number of the last entry to read: later ones are not on disk yet
   */
  async read(upTo: number): Promise<JournalPart> {
    while (this.#next <= upTo) {
      this.#segment ??= this.#segmentOf(this.#next);
      const lines = this.#segment === null ? nothing.lines : await this.#readLines(this.#segment);
      if (lines.length === 0) {
        const following = this.#segmentOf(this.#next);
        if (following === null || following === this.#segment) break;
        this.#segment = following;
        this.#offset = 0;
        continue;
      }
      const start = startOf(lines, this.#next);
      const end = endOf(lines, upTo);
      if (end === 0) break;
      this.#offset += end;
      if (start >= end) continue;
      const part = lines.subarray(start, end);
      const last = numberAt(part, part.lastIndexOf(lineEnd, -2) + 1);
      const count = last - this.#next + 1;
      this.#next = last + 1;
      return { lines: part, count };
    }
    return nothing;
  }

  #segmentOf(entry: number): string | null {
    return this.#folder.segments().findLast(({ first }) => first <= entry)?.file ?? null;
  }

  async #readLines(path: string): Promise<Buffer> {
    const file = await open(path, 'r');
    try {
      for (let size = chunkBytes; ; size *= 2) {
        if (this.#chunk.length < size) this.#chunk = Buffer.alloc(size);
        const { bytesRead } = await file.read(this.#chunk, 0, size, this.#offset);
        const lines = this.#chunk.subarray(0, this.#chunk.subarray(0, bytesRead).lastIndexOf(lineEnd) + 1);
        // A line longer than the chunk, or the end of the file.
        if (lines.length > 0 || bytesRead < size) return lines;
      }
    } finally {
      await file.close();
    }
  }
}

/** Offset of the lines from an entry on. */
function startOf(lines: Buffer, entry: number): number {
  let at = 0;
  while (at < lines.length && numberAt(lines, at) < entry) at = lines.indexOf(lineEnd, at) + 1;
  return at;
}

/** Offset after an entry's line; little follows it. The receiver refuses a line without a number. */
function endOf(lines: Buffer, entry: number): number {
  for (let end = lines.length; end > 0; ) {
    const at = end < 2 ? 0 : lines.lastIndexOf(lineEnd, end - 2) + 1;
    if (!(numberAt(lines, at) > entry)) return end;
    end = at;
  }
  return 0;
}

/** Number in the line that begins there. */
function numberAt(lines: Buffer, at: number): number {
  return Number.parseInt(lines.toString('latin1', at, at + 16), 10);
}
