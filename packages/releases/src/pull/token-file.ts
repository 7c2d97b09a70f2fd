import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** An artifact of the registry, stored for a start without it. */
export interface TokenFile {
  /** @returns `null` if there is none */
  read(): Promise<string | null>;
  /** Writes are stored in the order of their calls: the last one stays, however long an earlier one takes. */
  write(token: string): Promise<void>;
}

/**
 * Needs no protection against changes, because artifacts are signed or encrypted and verified when they are
 * read.
 */
export function tokenFile(path: string): TokenFile {
  let lastWrite: Promise<unknown> = Promise.resolve();

  async function replace(token: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    const unfinished = `${path}.${randomUUID()}.new`;
    await writeFile(unfinished, token, { flush: true, mode: 0o600 });
    await rename(unfinished, path);
  }

  return {
    async read() {
      try {
        return await readFile(path, 'utf8');
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
        throw error;
      }
    },
    write(token) {
      const written = lastWrite.then(() => replace(token));
      // A failed write is reported by its own promise, and does not stop the next one.
      lastWrite = written.catch(() => {});
      return written;
    },
  };
}
