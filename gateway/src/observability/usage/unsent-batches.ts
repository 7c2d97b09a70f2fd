import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { WrittenBatch } from './usage-batches.ts';

/** Batches that outlive the process. */
export interface UnsentBatches {
  /** Removes and returns what earlier processes have stored. */
  take(): Promise<readonly WrittenBatch[]>;
  store(batches: readonly WrittenBatch[]): Promise<void>;
}

const stored = z.array(z.object({ id: z.string(), text: z.string() }));
const isStored = (name: string) => /^usage-[\w-]+\.json$/.test(name);

/**
 * Batches in a folder, a file for each process that has ended with some. Two workers that start at once may
 * read the same file; the registry counts a batch once.
 */
export function unsentBatches(folder: string): UnsentBatches {
  return {
    async take() {
      const names = (await readdir(folder).catch(() => [])).filter(isStored);
      const files = await Promise.all(names.map((name) => readOnce(join(folder, name))));
      return files.flat();
    },
    async store(batches) {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, `usage-${randomUUID()}.json`), JSON.stringify(batches));
    },
  };
}

/** A file that cannot be read is removed all the same: it would be in the way of every start. */
async function readOnce(path: string): Promise<readonly WrittenBatch[]> {
  try {
    return stored.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return [];
  } finally {
    await rm(path, { force: true });
  }
}
