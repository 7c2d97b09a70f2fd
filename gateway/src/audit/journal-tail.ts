import { open } from 'node:fs/promises';
import type { JournalFolder } from '@civic-graph/audit';

const chunkBytes = 256_000;

/** Reads a journal from some entry on, while it is being written. */
export class JournalTail {
  readonly #folder: JournalFolder;
  #next: number;
  #segment: string | null = null;
  #offset = 0;

  /** @param after number of the last entry that is not wanted */
  constructor(folder: JournalFolder, after: number) {
    this.#folder = folder;
    this.#next = after + 1;
  }

  /**
   * Some of the entries that follow, in order; none where there are no more.
   *
   * @param upTo number of the last entry that may be read: what is beyond it is not on disk yet
   */
  async read(upTo: number): Promise<readonly string[]> {
    const found: string[] = [];
    while (found.length === 0 && this.#next <= upTo) {
      this.#segment ??= this.#segmentOf(this.#next);
      const lines = this.#segment === null ? [] : await this.#readLines(this.#segment);
      if (lines.length === 0) {
        const following = this.#segmentOf(this.#next);
        if (following === null || following === this.#segment) break;
        this.#segment = following;
        this.#offset = 0;
        continue;
      }
      for (const line of lines) {
        const number = Number.parseInt(line, 10);
        if (number > upTo) break;
        this.#offset += Buffer.byteLength(line) + 1;
        if (number < this.#next) continue;
        found.push(line);
        this.#next = number + 1;
      }
    }
    return found;
  }

  #segmentOf(entry: number): string | null {
    return this.#folder.segments().findLast(({ first }) => first <= entry)?.file ?? null;
  }

  async #readLines(path: string): Promise<readonly string[]> {
    const file = await open(path, 'r');
    try {
      for (let size = chunkBytes; ; size *= 2) {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, this.#offset);
        const end = buffer.subarray(0, bytesRead).lastIndexOf('\n');
        if (end >= 0) return buffer.subarray(0, end).toString('utf8').split('\n');
        // A line longer than the chunk, or the end of the file.
        if (bytesRead < size) return [];
      }
    } finally {
      await file.close();
    }
  }
}
