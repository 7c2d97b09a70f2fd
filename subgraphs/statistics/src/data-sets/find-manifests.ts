import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError } from '@civic-graph/service';

/**
 * Finds manifests in a folder and below: `manifest.json` and `*.manifest.json`, in a stable order.
 *
 * @throws ConfigurationError if the folder is missing, or has no manifest
 */
export async function findManifests(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw new ConfigurationError(`STATISTICS_DATASETS: ${folder} is not a readable folder`, {
      cause,
    });
  });
  const manifests = entries.filter((entry) => /(^|[/\\.])manifest\.json$/.test(entry)).sort();
  if (manifests.length > 0) return manifests.map((manifest) => join(folder, manifest));
  throw new ConfigurationError(
    `STATISTICS_DATASETS: there is no manifest.json or <name>.manifest.json in ${folder}; an example is in subgraphs/statistics/README.md`,
  );
}
