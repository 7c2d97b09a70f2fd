import { watch } from 'node:fs';
import { join } from 'node:path';
import { repository } from './repository.ts';
import type { Service } from './services.ts';

/** Editors write a file in several steps, and often several files at once. */
const settleMilliseconds = 200;
const interesting = /\.(ts|sql|graphql|json|csv|css|html)$/;
const generated = /(^|\/)(dist|node_modules|\.data)(\/|$)/;

/**
 * Calls `changed` when the sources of a service change: its own folder, or the shared packages.
 *
 * @returns a function that stops watching
 */
export function watchSources(service: Service, changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watchers = [service.folder, 'packages'].map((folder) =>
    watch(join(repository, folder), { recursive: true }, (_event, file) => {
      if (file === null || generated.test(file) || !interesting.test(file) || file.endsWith('.test.ts'))
        return;
      clearTimeout(timer);
      timer = setTimeout(changed, settleMilliseconds);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
