import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The signed rollout that was served last, for a start without the registry. */
export interface RolloutFile {
  /** @returns `null` where there is none */
  read(): Promise<string | null>;
  write(token: string): Promise<void>;
}

/** The file needs no protection against changes: its content is signed, and verified when it is read. */
export function rolloutFile(path: string): RolloutFile {
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
      const unfinished = `${path}.${process.pid}.new`;
      await writeFile(unfinished, token, { flush: true });
      await rename(unfinished, path);
    },
  };
}
