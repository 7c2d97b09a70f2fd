import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileHashes } from '../src/data-sets/file-hashes.ts';
import { type LoadEvent, loadDataSets } from '../src/data-sets/load-data-sets.ts';
import { migrate } from '../src/engine/migrate.ts';
import { openEmbeddedEngine } from '../src/engine/open-engine.ts';
import { ReleaseStore } from '../src/observations/release-store.ts';
import { readRegionRegister } from '../src/regions/region-register.ts';
import { dataSetFolder } from './data-set-folder.ts';
import { testAgencies, testDisclosureKey, testReader } from './test-subgraph.ts';

/** A folder with one data set, loaded again and again into one engine; a day passes before each load. */
export async function openLoader(manifest: object, reader = testReader) {
  const directory = await mkdtemp(join(tmpdir(), 'civic-graph-loader-'));
  const engine = await openEmbeddedEngine(directory);
  await migrate(engine);
  let now = Date.parse('2026-01-01T00:00:00Z');
  const clock = () => new Date(now);
  const store = new ReleaseStore(engine, clock);
  const register = await readRegionRegister();
  const files = await dataSetFolder({ 'manifest.json': manifest });
  return {
    engine,
    /** @param change of the manifest */
    async load(csv: string, change: object = {}, disclosureKey = testDisclosureKey) {
      await writeFile(join(files.folder, 'manifest.json'), JSON.stringify({ ...manifest, ...change }));
      await writeFile(join(files.folder, 'visitors.csv'), csv);
      const events: LoadEvent[] = [];
      const loaded = await loadDataSets(files.folder, {
        register,
        store,
        engine,
        reader,
        hashes: new FileHashes(),
        clock,
        agencies: testAgencies,
        disclosureKey,
        report: (event) => void events.push(event),
      });
      now += 24 * 60 * 60 * 1000;
      const problems = events.flatMap((event) =>
        event.kind === 'refused' ? event.problems.map(({ problem }) => problem) : [],
      );
      return { ...loaded, problems };
    },
    async close() {
      await engine.close();
      await rm(directory, { recursive: true, force: true });
      await files.remove();
    },
  };
}
