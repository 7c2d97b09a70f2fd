import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@civic-graph/tokens';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { validManifest } from '../../test/data-set-folder.ts';
import { testAgencies, testDisclosureKey, testReader } from '../../test/test-subgraph.ts';
import type { StatisticsEngine } from '../engine/statistics-engine.ts';
import type { ReleaseStore } from '../observations/release-store.ts';
import { readRegionRegister } from '../regions/region-register.ts';
import { FileHashes } from './file-hashes.ts';
import { loadDataSets } from './load-data-sets.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'civic-graph-irregular-'));
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  await writeFile(join(folder, 'huge'), '');
  await truncate(join(folder, 'huge'), 9 * 1024 ** 3);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each([
  ['pipe', /not a regular file/],
  ['/dev/zero', /not a regular file/],
  ['.', /not a regular file/],
  ['huge', /larger than/],
])('a data set whose file is %s is refused without reading it', async (file, expected) => {
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...validManifest, file }));
  const problems: string[] = [];
  await loadDataSets(folder, {
    register: await readRegionRegister(),
    // Nothing is written before the file is checked.
    store: { history: async () => [] } as unknown as ReleaseStore,
    engine: {} as StatisticsEngine,
    reader: testReader,
    hashes: new FileHashes(),
    clock: systemClock,
    agencies: testAgencies,
    disclosureKey: testDisclosureKey,
    report: (event) => {
      if (event.kind === 'refused') problems.push(...event.problems.map(({ problem }) => problem));
    },
  });
  expect(problems).toEqual([expect.stringMatching(expected)]);
});
