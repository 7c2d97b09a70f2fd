import { watchFiles } from '@civic-graph/service';
import { type ManifestListing, readManifests } from './read-manifests.ts';

export interface WatchOptions {
  /** Known content, so that a change since then is detected. */
  readonly first: ManifestListing;
  /** Called with each other content of the folder, one at a time. */
  readonly onChange: (listing: ManifestListing) => void;
  /** Called if the folder cannot be read, or `onChange` throws. */
  readonly report: (error: unknown) => void;
}

/**
 * Watches a folder with `<name>/manifest.json`, also for new folders.
 * @returns ends it
 */
export function watchManifests(folder: string, { first, onChange, report }: WatchOptions): () => void {
  let isClosed = false;
  let content = contentOf(first);
  let watching = watch(first);
  let reading = Promise.resolve();
  changed();
  return () => {
    isClosed = true;
    watching.stop();
  };

  function watch(listing: ManifestListing): Watching {
    const { folders, files } = listing;
    return { paths: pathsOf(listing), stop: watchFiles(files, changed, [folder, ...folders]) };
  }

  function changed(): void {
    // One at a time, so that an older state never replaces a newer one.
    reading = reading.then(update).catch((error: unknown) => {
      if (!isClosed) report(error);
    });
  }

  async function update(): Promise<void> {
    const next = await readManifests(folder);
    if (isClosed) return;
    if (pathsOf(next) !== watching.paths) {
      watching.stop();
      watching = watch(next);
      // Detects changes from before the watch began.
      return update();
    }
    if (contentOf(next) === content) return;
    content = contentOf(next);
    onChange(next);
  }
}

interface Watching {
  readonly paths: string;
  readonly stop: () => void;
}

function pathsOf({ folders, files }: ManifestListing): string {
  return JSON.stringify([folders, files]);
}

/** Equal for equal manifests and problems, so that each change is reported once. */
function contentOf({ manifests, problems }: ManifestListing): string {
  return JSON.stringify([manifests, problems]);
}
