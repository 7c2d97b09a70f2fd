import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileState } from './file-hashes.ts';

/** How the folder is watched: it is polled, because containers' file systems report no events. */
export interface FolderWatchOptions {
  readonly folder: string;
  /** Files outside the folder that its manifests refer to. */
  readonly others: () => readonly string[];
  /** The next instant at which an embargo ends, in milliseconds; null for none. */
  readonly nextRelease: () => number | null;
  readonly intervalMs: number;
  readonly now: () => number;
  /** Loads the folder; does not reject. */
  readonly reload: () => Promise<void>;
}

/** Reloads a folder when its files have changed, and have then stayed the same for one interval. */
export class FolderWatch {
  readonly #options: FolderWatchOptions;
  #loaded = '';
  #seen = '';
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;
  #running: Promise<void> = Promise.resolve();

  constructor(options: FolderWatchOptions) {
    this.#options = options;
  }

  /** @param state of the folder before it was loaded; see `folderState` */
  start(state: string): void {
    this.#loaded = state;
    this.#seen = state;
    this.#schedule();
  }

  /** Waits for a reload that is running. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #schedule(): void {
    if (this.#isClosed) return;
    const { intervalMs, nextRelease, now } = this.#options;
    const release = nextRelease();
    const left = release === null ? 0 : release - now();
    // A failed release that is due is retried after an interval, not at once.
    const wait = left > 0 ? Math.min(intervalMs, left) : intervalMs;
    this.#timer = setTimeout(() => {
      this.#running = this.#look().finally(() => this.#schedule());
    }, wait);
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    const { folder, others, nextRelease, now, reload } = this.#options;
    const state = await folderState(folder, others());
    const isComplete = state === this.#seen;
    this.#seen = state;
    const release = nextRelease();
    const isDue = release !== null && release <= now();
    if (this.#isClosed || !(isDue || (isComplete && state !== this.#loaded))) return;
    this.#loaded = state;
    await reload();
  }
}

/** Changes when a file is added, removed or written. */
export async function folderState(folder: string, others: readonly string[]): Promise<string> {
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  const files = [...entries.map((entry) => join(folder, entry)), ...others].sort();
  const states = await Promise.all(files.map(async (file) => `${file} ${await fileState(file)}`));
  return states.join('\n');
}
