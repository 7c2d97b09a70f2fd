import { type FSWatcher, unwatchFile, watch, watchFile } from 'node:fs';
import { dirname } from 'node:path';

/** Milliseconds to wait for an editor, or a rolling mount, to finish writing. */
const settle = 100;

/** Milliseconds between checks of the files and folders themselves. */
const lookAgain = 2_000;

/**
 * Watches folders, because editors and orchestrators replace files. Also polls them and the files: a folder
 * may be replaced, or its file system send no events.
 * @param others further folders whose entries may change
 * @returns ends it
 */
export function watchFiles(
  paths: readonly string[],
  changed: () => void,
  others: readonly string[] = [],
): () => void {
  let timer: NodeJS.Timeout | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(changed, settle);
  };
  const folders = [...new Set([...paths.map((path) => dirname(path)), ...others])];
  const watchers = folders.flatMap((folder) => watcherOf(folder, soon) ?? []);
  const polled = [...new Set([...paths, ...others])];
  for (const path of polled) watchFile(path, { persistent: false, interval: lookAgain }, soon);
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
    for (const path of polled) unwatchFile(path, soon);
  };
}

/** `null` for a folder that has just been removed: polling notices when it returns. */
function watcherOf(folder: string, soon: () => void): FSWatcher | null {
  try {
    return watch(folder, { persistent: false }, soon).on('error', soon);
  } catch {
    return null;
  }
}
