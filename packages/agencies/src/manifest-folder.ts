import { type AgencyDirectory, createAgencyDirectory } from './agency-directory.ts';
import { type AgencySource, changeableSource } from './agency-source.ts';
import { ManifestError } from './manifest-error.ts';
import { type ManifestListing, readManifests } from './read-manifests.ts';
import { watchManifests } from './watch-manifests.ts';

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
  const first = await readManifests(folder).catch((error: unknown) => {
    throw unreadable(folder, error);
  });
  const source = changeableSource(directoryOf(first), () => stop());
  const stop = watchManifests(folder, {
    first,
    onChange: (listing) => source.replace(directoryOf(listing)),
    report: (error) => report(unreadable(folder, error)),
  });
  return source;
}

function unreadable(folder: string, error: unknown): unknown {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return error;
  return new ManifestError([`${folder}: cannot be read (${error.code}); name a folder of manifests`]);
}

function directoryOf({ manifests, problems }: ManifestListing): AgencyDirectory {
  if (problems.length > 0) throw new ManifestError(problems);
  if (manifests.length === 0) throw new ManifestError(['no folder in it has a manifest.json; add one']);
  return createAgencyDirectory(manifests);
}
