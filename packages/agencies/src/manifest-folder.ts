import { watchFiles } from '@civic-graph/service';
import { type AgencyDirectory, createAgencyDirectory } from './agency-directory.ts';
import { type AgencySource, changeableSource } from './agency-source.ts';
import { ManifestError } from './manifest-error.ts';
import { type ManifestListing, readManifests } from './read-manifests.ts';

export interface ManifestFolderOptions {
  /** Called for a change that is not put in force. */
  readonly report: (error: unknown) => void;
}

/**
 * Agencies by their `<name>/manifest.json` in a folder, watched: new folders are new agencies. A change with
 * a problem is reported and leaves the last good directory in force.
 *
 * @throws ManifestError if the folder is unreadable, holds no manifest, or a manifest has problems
 */
export async function manifestFolder(
  folder: string,
  { report }: ManifestFolderOptions,
): Promise<AgencySource> {
  const first = await readFolder(folder);
  let isClosed = false;
  const source = changeableSource(directoryOf(first), () => {
    isClosed = true;
    watching.stop();
  });
  let content = contentOf(first);
  let watching = watch(first);
  let reading = Promise.resolve();
  // What changed before the watching began is seen now.
  changed();
  return source;

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
    const next = await readFolder(folder);
    if (isClosed) return;
    if (pathsOf(next) !== watching.paths) {
      watching.stop();
      watching = watch(next);
      return update();
    }
    if (contentOf(next) === content) return;
    content = contentOf(next);
    source.replace(directoryOf(next));
  }
}

interface Watching {
  readonly paths: string;
  readonly stop: () => void;
}

function pathsOf({ folders, files }: ManifestListing): string {
  return JSON.stringify([folders, files]);
}

async function readFolder(folder: string): Promise<ManifestListing> {
  try {
    return await readManifests(folder);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new ManifestError([`${folder}: cannot be read (${error.code}); name a folder of manifests`]);
  }
}

function directoryOf({ manifests, problems }: ManifestListing): AgencyDirectory {
  if (problems.length > 0) throw new ManifestError(problems);
  if (manifests.length === 0) throw new ManifestError(['no folder in it has a manifest.json; add one']);
  return createAgencyDirectory(manifests);
}

/** Equal for equal manifests and problems, so that each change is reported once. */
function contentOf({ manifests, problems }: ManifestListing): string {
  return JSON.stringify([manifests, problems]);
}
