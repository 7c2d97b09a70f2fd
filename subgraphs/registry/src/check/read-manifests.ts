import { createAgencyDirectory, type Manifest, ManifestError, parseManifest } from '@civic-graph/agencies';
import type { SubgraphRelease } from '@civic-graph/releases';
import type { Problem } from './check-report.ts';

export interface ReadManifests {
  readonly manifests: readonly Manifest[];
  readonly problems: readonly Problem[];
}

/** Reads the manifests of releases, and checks whether they contradict each other. */
export function readManifests(releases: readonly SubgraphRelease[]): ReadManifests {
  const manifests: Manifest[] = [];
  const problems: Problem[] = [];
  for (const { subgraph, manifest } of releases) {
    collect(subgraph, () => manifests.push(parseManifest(manifest, `${subgraph}/manifest.json`)));
  }
  collect(null, () => createAgencyDirectory(manifests));
  return { manifests, problems };

  function collect(subgraph: string | null, read: () => unknown): void {
    try {
      read();
    } catch (error) {
      if (!(error instanceof ManifestError)) throw error;
      problems.push(...error.message.split('\n').map((message) => problemOf(message, subgraph)));
    }
  }
}

function problemOf(message: string, subgraph: string | null): Problem {
  return {
    ...{ severity: 'error', code: 'MANIFEST_INVALID', message, subgraph, file: 'manifest.json' },
    ...{ line: null, column: null, fixedBy: null },
  };
}
