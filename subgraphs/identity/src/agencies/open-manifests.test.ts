import { ConfigurationError } from '@civic-graph/service';
import { afterEach, expect, it } from 'vitest';
import { startIdentity } from '../identity-deployment.fixture.ts';
import {
  cityManifests,
  librariesManifest,
  loans,
  type ManifestFolder,
  manifestFolderWith,
} from './manifests.fixture.ts';

let folder: ManifestFolder | undefined;
afterEach(() => folder?.delete());

it.each([
  [
    'files that are not manifests',
    [{ ...librariesManifest(), formatVersion: 2, endpoint: 'nowhere' }],
    [
      'AGENCY_MANIFESTS: libraries/manifest.json: formatVersion: must be 1',
      expect.stringMatching(/^AGENCY_MANIFESTS: libraries\/manifest.json: endpoint: /),
    ],
  ],
  [
    'manifests that do not fit this city',
    [
      ...cityManifests,
      librariesManifest({
        scopes: [
          { ...loans, decidedBy: 'nobody' },
          { ...loans, id: 'libraries:fees', decidedBy: 'nobody' },
        ],
      }),
    ],
    [
      expect.stringMatching(/^AGENCY_MANIFESTS: libraries\/manifest.json: scopes.0.decidedBy: /),
      expect.stringMatching(/^AGENCY_MANIFESTS: libraries\/manifest.json: scopes.1.decidedBy: /),
    ],
  ],
  [
    'a demo without its own agencies',
    [librariesManifest()],
    [expect.stringMatching(/^AGENCY_MANIFESTS: the demo city needs the agency transport; /)],
  ],
])('refuses to start with %s, one line for each problem', async (_, manifests, lines) => {
  folder = await manifestFolderWith(manifests as never);
  const refusal = await startIdentity({ agencyManifests: folder.path }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(ConfigurationError);
  expect((refusal as Error).message.split('\n')).toEqual(lines);
});
