import { type AgencySource, ManifestError, manifestFolder } from '@civic-graph/agencies';
import { describeError } from '@civic-graph/errors';
import { ConfigurationError } from '@civic-graph/service';

/** @throws ConfigurationError with one line for each problem */
export async function openManifests(folder: string, report: (error: unknown) => void): Promise<AgencySource> {
  return manifestFolder(folder, { report }).catch(refuseManifests);
}

/** For a start that fails: names the variable in each line. */
export function refuseManifests(error: unknown): never {
  if (!(error instanceof ManifestError)) throw error;
  throw new ConfigurationError(error.problems.map((line) => `AGENCY_MANIFESTS: ${line}`).join('\n'));
}

/** For the log of a running service; manifests are public, so their problems may be quoted. */
export function describeRefusal(error: unknown): Record<string, unknown> {
  return error instanceof ManifestError ? { problems: error.problems } : { error: describeError(error) };
}
