import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { watchFiles } from '@civic-graph/service';
import { type SeedOptions, type SeedOutcome, seedDemo } from './seed.ts';

export interface FollowedSeed {
  /** Ends the watch, and waits for a publish in progress. */
  close(): Promise<void>;
}

/** Publishes the demo's folders, and again when a file in them changes. Starts in the background. */
export function followSeed(
  options: SeedOptions,
  report: (outcome: SeedOutcome | { readonly kind: 'failed'; readonly error: unknown }) => void,
): FollowedSeed {
  let isClosed = false;
  let unwatch = () => {};
  let isFirst = true;
  let working = run();

  async function run(): Promise<void> {
    unwatch();
    // Before reading, so that no change is missed; again each time, because folders come and go.
    const folders = await foldersIn(options.folders);
    if (!isClosed) unwatch = watchFiles([], changed, folders);
    const outcome = await seedDemo({ ...options, takeOutDeveloped: isFirst }).catch(
      (error: unknown) => ({ kind: 'failed', error }) as const,
    );
    isFirst = false;
    if (!isClosed) report(outcome);
  }

  function changed(): void {
    working = working.then(run);
  }

  return {
    async close() {
      isClosed = true;
      unwatch();
      await working;
    },
  };
}

/** The folders and those in them. */
async function foldersIn(folders: readonly string[]): Promise<string[]> {
  const within = folders.map(async (folder) => {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  });
  return [...folders, ...(await Promise.all(within)).flat()];
}
