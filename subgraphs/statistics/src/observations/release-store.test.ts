import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@civic-graph/tokens';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { validManifest } from '../../test/data-set-folder.ts';
import { parseManifest } from '../data-sets/manifest.ts';
import { migrate } from '../engine/migrate.ts';
import { constantColumn, nativeBlock, uint32Column } from '../engine/native-block.ts';
import { openEmbeddedEngine } from '../engine/open-engine.ts';
import type { StatisticsEngine } from '../engine/statistics-engine.ts';
import { ReleaseStore } from './release-store.ts';

let directory: string;
let engine: StatisticsEngine;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'civic-graph-store-'));
  engine = await openEmbeddedEngine(directory);
  await migrate(engine);
});
afterAll(async () => {
  await engine.close();
  await rm(directory, { recursive: true, force: true });
});

const profile = {
  ...{ regions: [], areas: [], observationCount: 3, suppressedCount: 0 },
  ...{ firstPeriod: '2020', lastPeriod: '2020' },
};

async function parts(): Promise<unknown> {
  return engine.rows(
    "SELECT toUInt32(count()), toUInt32(sum(rows)) FROM system.parts WHERE active AND table = 'coded_observation'",
  );
}

test('the parts of a release are merged before it is visible', async () => {
  const parsed = parseManifest(JSON.stringify(validManifest), 'manifest.json');
  if (!parsed.ok) throw new Error('the manifest is wrong');
  const release = new ReleaseStore(engine, systemClock).begin(parsed.value);
  await engine.execute('SYSTEM STOP MERGES coded_observation');
  for (const code of [0, 1, 2]) {
    const columns = [constantColumn('load', release.load, 1), uint32Column('c1', Uint32Array.of(code))];
    await release.write(nativeBlock(1, columns));
  }
  expect(release.rows).toBe(3);
  expect(await parts()).toEqual([[3, 3]]);
  await engine.execute('SYSTEM START MERGES coded_observation');
  await release.publish('v', profile);
  expect(await parts()).toEqual([[1, 3]]);
});
