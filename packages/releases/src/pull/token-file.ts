import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** An artifact of the registry, stored for a start without it. */
export interface TokenFile {
  /** @returns `null` if there is none */
  read(): Promise<string | null>;
  write(token: string): Promise<void>;
}

/**
 * Needs no protection against changes, because artifacts are signed or encrypted and verified when they are
 * read.
 */
export function tokenFile(path: string): TokenFile {
  return {
    async read() {
      try {
        return await readFile(path, 'utf8');
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
        throw error;
      }
    },
    async write(token) {
      await mkdir(dirname(path), { recursive: true });
      const unfinished = `${path}.${randomUUID()}.new`;
      await writeFile(unfinished, token, { flush: true, mode: 0o600 });
      await rename(unfinished, path);
    },
  };
}
