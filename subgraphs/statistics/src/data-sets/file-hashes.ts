import { stat } from 'node:fs/promises';
import { fileHash } from './content-hash.ts';

/** Caches hashes of unchanged files, so that a watched folder is not read again. */
export class FileHashes {
  readonly #known = new Map<string, { readonly state: string; readonly hash: string }>();
  readonly #checked = new Set<string>();

  /** `undefined` if the file cannot be read. */
  async of(file: string): Promise<string | undefined> {
    const state = await fileState(file);
    const known = this.#known.get(file);
    if (known !== undefined && known.state === state) return known.hash;
    const hash = await fileHash(file);
    if (hash !== undefined) this.#known.set(file, { state, hash });
    return hash;
  }

  /** Whether content under embargo has been checked. */
  isChecked(version: string): boolean {
    return this.#checked.has(version);
  }

  setChecked(version: string): void {
    this.#checked.add(version);
  }
}

/** Changes with the content, if the file system reports the change. */
export async function fileState(file: string): Promise<string> {
  const found = await stat(file).catch(() => null);
  return found === null ? 'absent' : `${found.ino} ${found.size} ${found.mtimeMs}`;
}
