import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseManifest } from '@civic-graph/agencies';
import type { AgencyRelease } from '../publish/publish-supergraph.ts';
import { bySubgraph } from '../rollout/find-rollout.ts';

/**
 * Reads the releases of folders: each belongs to one subgraph, or contains those of several.
 *
 * @throws ManifestError that names the file
 */
export async function readSeed(folders: readonly string[]): Promise<AgencyRelease[]> {
  const read = await Promise.all(folders.map(releasesIn));
  return read.flat().sort(bySubgraph);
}

async function releasesIn(folder: string): Promise<AgencyRelease[]> {
  const own = await readRelease(folder);
  if (own !== null) return [own];
  const entries = await readdir(folder);
  const releases = await Promise.all(entries.map((name) => readRelease(join(folder, name))));
  return releases.filter((release) => release !== null);
}

/** @returns `null` if the folder contains no subgraph */
async function readRelease(folder: string): Promise<AgencyRelease | null> {
  const [schema, manifest, policyCases] = await Promise.all(
    ['schema.graphql', 'manifest.json', 'policy.test.graphql'].map((name) =>
      readFile(join(folder, name), 'utf8').catch(nothingThere),
    ),
  );
  if (schema == null || manifest == null) return null;
  const { subgraph, agency } = parseManifest(manifest, join(folder, 'manifest.json'));
  return { subgraph, agency: agency.id, schema, manifest, policyCases: policyCases ?? null };
}

function nothingThere(error: unknown): null {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
    return null;
  }
  throw error;
}
