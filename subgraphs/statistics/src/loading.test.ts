import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@civic-graph/subgraph-kit';
import { expect, onTestFinished, test, vi } from 'vitest';
import { dataSetFolder, validManifest } from '../test/data-set-folder.ts';
import { testAgencies, testDisclosureKey, testReader } from '../test/test-subgraph.ts';
import { FileHashes } from './data-sets/file-hashes.ts';
import { migrate } from './engine/migrate.ts';
import { openEmbeddedEngine } from './engine/open-engine.ts';
import { loadFolder, loadFolderMicrodata } from './loading.ts';
import { ReleaseStore } from './observations/release-store.ts';
import { readRegionRegister } from './regions/region-register.ts';

const name = { zh: '性别', en: 'Sex' };
const people = {
  ...{ id: 'people', agency: 'statistics', title: name, description: name, source: 'made up by a test' },
  licence: { name: 'CC0-1.0', url: 'https://creativecommons.org/publicdomain/zero/1.0/' },
  lastUpdated: '2026-01-01T00:00:00+08:00',
  file: 'people.csv',
  record: { column: 'id' },
  variables: [
    { id: 'SEX', column: 'sex', name, codelist: { id: 'CL_SEX', name, codes: [{ code: 'F', name }] } },
  ],
};

test('the log tells what was loaded, kept and refused', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'civic-graph-loading-'));
  const engine = await openEmbeddedEngine(directory);
  const files = await dataSetFolder({
    'manifest.json': validManifest,
    'visitors.csv': 'region,origin,year,visitors\n330106,_T,2020,5\n',
    'people.microdata.json': people,
    'people.csv': 'id,sex\n1,F\n2,F\n',
  });
  onTestFinished(async () => {
    await engine.close();
    await files.remove();
    await rm(directory, { recursive: true });
  });
  await migrate(engine);
  const clock = () => new Date('2026-01-01T00:00:00Z');
  const context = {
    ...{ engine, clock, store: new ReleaseStore(engine, clock), register: await readRegionRegister() },
    ...{ reader: testReader, hashes: new FileHashes(), agencies: testAgencies, hasLedger: false },
    disclosureKey: testDisclosureKey,
  };
  const logger = createLogger('statistics', 'silent');
  const lines: unknown[] = [];
  for (const level of ['info', 'error'] as const)
    vi.spyOn(logger, level).mockImplementation((_, text) => void lines.push(text));
  async function load(): Promise<readonly unknown[]> {
    lines.length = 0;
    await loadFolder(files.folder, context, logger);
    await loadFolderMicrodata(files.folder, context, logger);
    return lines.filter((line) => line !== 'loading');
  }
  expect(await load()).toEqual(['data set loaded', 'microdata loaded']);
  await writeFile(join(files.folder, 'bad.withdrawal.json'), '{}');
  const order = { dataflow: 'visitors', version: '0'.repeat(64), reason: name };
  await writeFile(join(files.folder, 'unknown.withdrawal.json'), JSON.stringify(order));
  expect(await load()).toEqual([
    ...['withdrawal refused', 'withdrawal refused'],
    ...['data set kept', 'microdata kept'],
  ]);
});
