import { access, constants, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LaunchError } from './launch-error.ts';

export interface DataDirectory {
  readonly path: string;
  /** Path of a file or folder in it. */
  file(...names: string[]): string;
  /** Reads a file; null if it does not exist. @throws LaunchError if it cannot be read */
  read(name: string): Promise<string | null>;
  /** Writes a file atomically, readable only by this account. */
  write(name: string, text: string): Promise<void>;
}

/**
 * Opens the folder, and creates it if missing.
 *
 * Other accounts may pass through it, because the database's account must; secret files have their own mode.
 *
 * @throws LaunchError if it is not writable
 */
export async function openDataDirectory(path: string): Promise<DataDirectory> {
  try {
    await makeFolder(path, 0o755);
    await makeFolder(join(path, 'logs'), 0o700);
    await access(path, constants.W_OK);
  } catch (error) {
    throw new LaunchError(
      `DATA_DIR: cannot write to ${path} (${codeOf(error)}); choose another: DATA_DIR=~/civic-graph npm start`,
    );
  }
  return dataDirectory(path);
}

/** Returns an existing folder, which another process may have created. */
export function dataDirectory(path: string): DataDirectory {
  return {
    path,
    file: (...names) => join(path, ...names),
    async read(name) {
      const file = join(path, name);
      try {
        return await readFile(file, 'utf8');
      } catch (error) {
        if (hasCode(error, 'ENOENT')) return null;
        throw new LaunchError(`DATA_DIR: cannot read ${file} (${codeOf(error)}); is it another account’s?`);
      }
    },
    async write(name, text) {
      const unfinished = join(path, `.${name}.${process.pid}`);
      await writeFile(unfinished, text, { mode: 0o600, flush: true });
      await rename(unfinished, join(path, name));
    },
  };
}

/** `recursive` of `mkdir` never returns for a path under /proc. */
async function makeFolder(path: string, mode: number): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return;
    const parent = dirname(path);
    if (!hasCode(error, 'ENOENT') || (await exists(parent))) throw error;
    await makeFolder(parent, mode);
    await mkdir(path, { mode });
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function hasCode(error: unknown, code: string): boolean {
  return codeOf(error) === code;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : error;
}
