import { access, constants, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LaunchError } from './launch-error.ts';

export interface DataDirectory {
  readonly path: string;
  /** Path of a file or folder in it. */
  file(...names: string[]): string;
  /** Text of a file, null where there is none. */
  read(name: string): Promise<string | null>;
  /** Writes a file that only we may read, whole or not at all. */
  write(name: string, text: string): Promise<void>;
}

/**
 * Makes the folder where it is missing.
 *
 * Others may pass through it, since the database's account has to; what is secret in it is closed by its own mode.
 *
 * @throws LaunchError where it cannot be written to
 */
export async function openDataDirectory(path: string): Promise<DataDirectory> {
  try {
    await mkdir(path, { recursive: true, mode: 0o755 });
    await mkdir(join(path, 'logs'), { recursive: true, mode: 0o700 });
    await access(path, constants.W_OK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error;
    throw new LaunchError(
      `DATA_DIR: cannot write to ${path} (${code}); choose another: DATA_DIR=~/civic-graph npm start`,
    );
  }
  return {
    path,
    file: (...names) => join(path, ...names),
    read: (name) => readFile(join(path, name), 'utf8').catch(nullIfMissing),
    async write(name, text) {
      const unfinished = join(path, `.${name}.${process.pid}`);
      await writeFile(unfinished, text, { mode: 0o600, flush: true });
      await rename(unfinished, join(path, name));
    },
  };
}

function nullIfMissing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}
