import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError } from '@civic-graph/service';
import { systemClock } from '@civic-graph/tokens';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dataSetFolder, validManifest } from '../../test/data-set-folder.ts';
import { testAgencies, testDisclosureKey, testReader } from '../../test/test-subgraph.ts';
import { migrate } from '../engine/migrate.ts';
import { openEmbeddedEngine } from '../engine/open-engine.ts';
import type { StatisticsEngine } from '../engine/statistics-engine.ts';
import { ReleaseStore } from '../observations/release-store.ts';
import { type RegionRegister, readRegionRegister } from '../regions/region-register.ts';
import { FileHashes } from './file-hashes.ts';
import { type LoadContext, type LoadEvent, loadDataSets } from './load-data-sets.ts';

let directory: string;
let engine: StatisticsEngine;
let store: ReleaseStore;
let register: RegionRegister;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'civic-graph-load-'));
  engine = await openEmbeddedEngine(directory);
  register = await readRegionRegister();
});
beforeEach(async () => {
  await engine.execute('DROP TABLE IF EXISTS coded_observation');
  await engine.execute('DROP TABLE IF EXISTS release');
  await engine.execute('DROP TABLE IF EXISTS withdrawal');
  await migrate(engine);
  store = new ReleaseStore(engine, systemClock);
});
afterAll(async () => {
  await engine.close();
  await rm(directory, { recursive: true, force: true });
});

const csv = `region,origin,year,visitors
330106,NEAR,2020,10
330106,FAR,2020,5
330106,_T,2020,15
`;

function context(changes: Partial<LoadContext> = {}): LoadContext {
  const report = () => {};
  const reader = testReader;
  return {
    register,
    store,
    engine,
    reader,
    hashes: new FileHashes(),
    clock: systemClock,
    agencies: testAgencies,
    disclosureKey: testDisclosureKey,
    report,
    ...changes,
  };
}

async function load(folder: string, changes: Partial<LoadContext> = {}) {
  const events: LoadEvent[] = [];
  const { dataSets, releases } = await loadDataSets(
    folder,
    context({ report: (event) => void (event.kind === 'progress' || events.push(event)), ...changes }),
  );
  return {
    dataSets,
    releases,
    events,
    problems: events.flatMap((event) => (event.kind === 'refused' ? event.problems : [])),
  };
}

async function rows(): Promise<number> {
  const [row] = (await engine.query('SELECT toInt32(count()) AS n FROM coded_observation')) as {
    n: number;
  }[];
  return row!.n;
}

/** The valid manifest with a change to one dimension. */
function withDimension(position: number, change: object) {
  const dimensions = validManifest.dimensions.map((dimension, index) =>
    index === position ? { ...dimension, ...change } : dimension,
  );
  return { ...validManifest, dimensions };
}

const { measure: _measure, ...withoutMeasure } = validManifest;
const controlled = { ...validManifest, disclosure: { threshold: 3, unitsColumn: 'visitors' } };
const withTotals = withDimension(1, { totals: ['_T'] });
const gb18030 = Buffer.from([0xd6, 0xd0]);

describe('a broken data set is refused, with the place and the problem, and the others are served', () => {
  test.each<[string, object | string, string | Uint8Array, number | null, string | null, RegExp]>([
    ['no manifest', 'not json', csv, null, null, /./],
    ['a missing field', withoutMeasure, csv, null, 'measure', /./],
    ['an extra field', { ...validManifest, licens: 'x' }, csv, null, null, /licens/],
    [
      'an agency with a typing error',
      { ...validManifest, agency: 'statistcs' },
      csv,
      null,
      'agency',
      /"statistcs".*"statistics"/,
    ],
    ['a bad id', { ...validManifest, id: 'a b' }, csv, null, 'id', /letters/],
    ['no dimension', { ...validManifest, dimensions: [] }, csv, null, 'dimensions', /./],
    ['an unknown frequency', { ...validManifest, frequency: 'Z' }, csv, null, 'frequency', /./],
    [
      'a threshold of zero',
      { ...validManifest, disclosure: { threshold: 0, unitsColumn: 'visitors' } },
      csv,
      null,
      'disclosure.threshold',
      /./,
    ],
    ['a missing file', { ...validManifest, file: 'gone.csv' }, csv, null, 'file', /gone\.csv/],
    ['an empty file', validManifest, '', 1, null, /empty/],
    ['a header only', validManifest, 'region,origin,year,visitors\n', 1, null, /no rows/],
    [
      'a missing column',
      validManifest,
      csv.replace('origin', 'from'),
      1,
      'origin',
      /region, from, year, visitors/,
    ],
    [
      'a duplicate column',
      validManifest,
      csv.replace('visitors', 'visitors,origin'),
      1,
      'origin',
      /two columns/,
    ],
    ['a row without its last field', validManifest, `${csv}330106,NEAR,2021\n`, 5, null, /3 fields/],
    ['a bad number', validManifest, `${csv}330106,NEAR,2021,1O\n`, 5, 'visitors', /1O/],
    ['a number with separators', validManifest, `${csv}330106,NEAR,2021,"1,000"\n`, 5, 'visitors', /1,000/],
    ['infinity', validManifest, `${csv}330106,NEAR,2021,1e999\n`, 5, 'visitors', /1e999/],
    ['a duplicate key', validManifest, `${csv}330106,FAR,2020,6\n`, 5, null, /line 3/],
    ['an unknown code', validManifest, `${csv}330106,MOON,2021,1\n`, 5, 'origin', /MOON/],
    ['an unknown region', validManifest, `${csv}999999,NEAR,2021,1\n`, 5, 'region', /999999/],
    ['a period of another frequency', validManifest, `${csv}330106,NEAR,2021-01,1\n`, 5, 'year', /2021-01/],
    ['an open quote', validManifest, `${csv}330105,"NEAR,2021,1\n`, 5, null, /RFC 4180/],
    ['another encoding', validManifest, Buffer.concat([Buffer.from(csv), gb18030]), null, null, /gb18030/],
    ['a missing count of units', controlled, `${csv}330106,NEAR,2021,1.5\n`, 5, 'visitors', /1\.5/],
    ['a total that is not the sum', withTotals, csv.replace('2020,15', '2020,16'), 4, 'visitors', /16/],
    [
      'a parent after its child',
      withDimension(1, {
        codelist: {
          ...validManifest.dimensions[1]?.codelist,
          codes: [
            { code: 'A', parent: 'B', name: { zh: '一', en: 'A' } },
            { code: 'B', name: { zh: '二', en: 'B' } },
          ],
        },
      }),
      csv,
      null,
      'dimensions.1',
      /./,
    ],
    [
      'a status reserved for suppression',
      { ...validManifest, obsStatus: { column: 'status' } },
      'region,origin,year,visitors,status\n330106,NEAR,2020,,Q\n',
      2,
      'status',
      /Q/,
    ],
    [
      'a status without a value',
      { ...validManifest, obsStatus: { column: 'status' } },
      'region,origin,year,visitors,status\n330106,NEAR,2020,,P\n',
      2,
      'status',
      /no value/,
    ],
  ])('%s', async (_name, manifest, content, line, column, problem) => {
    const files = await dataSetFolder({
      'broken.manifest.json': manifest,
      'visitors.csv': content,
      'good.manifest.json': { ...validManifest, id: 'good', file: 'good.csv' },
      'good.csv': csv,
    });
    try {
      const { dataSets, problems } = await load(files.folder);
      expect(dataSets.map(({ manifest: { id } }) => id)).toEqual(['good']);
      expect(problems[0]).toMatchObject({ line });
      expect(problems[0]?.column ?? null).toSatisfy((found: string | null) =>
        column === null ? found === null : found?.startsWith(column) === true,
      );
      expect(problems[0]?.problem).toMatch(problem);
      expect(problems[0]?.file).toContain(files.folder);
      expect(await rows(), 'the engine has no rows of a broken data set').toBe(3);
    } finally {
      await files.remove();
    }
  });

  test('one run reports all problems, up to a hundred', async () => {
    const bad = Array.from({ length: 150 }, (_, index) => `330106,NEAR,${1800 + index},x`);
    const files = await dataSetFolder({
      'manifest.json': validManifest,
      'visitors.csv': ['region,origin,year,visitors', ...bad].join('\n'),
    });
    const { problems } = await load(files.folder);
    await files.remove();
    expect(problems).toHaveLength(101);
    expect(problems[99]).toMatchObject({ line: 101, column: 'visitors' });
    expect(problems[100]?.problem).toBe('50 more problems');
  });

  test('the second of two data sets with the same id is refused', async () => {
    const files = await dataSetFolder({
      'a.manifest.json': validManifest,
      'b.manifest.json': validManifest,
      'visitors.csv': csv,
    });
    const { dataSets, problems } = await load(files.folder);
    await files.remove();
    expect(dataSets).toHaveLength(1);
    expect(problems).toMatchObject([{ column: 'id', file: join(files.folder, 'b.manifest.json') }]);
  });
});

test.each([
  ['that does not exist', async () => join(tmpdir(), 'civic-graph-no-such-folder')],
  ['without a manifest', async () => (await dataSetFolder({ 'a.csv': csv })).folder],
])('a folder %s stops the start with one line', async (_name, folder) => {
  await expect(folder().then(load)).rejects.toThrow(ConfigurationError);
});

describe('what loads', () => {
  test('an empty value is marked as missing', async () => {
    const files = await dataSetFolder({
      'manifest.json': validManifest,
      'visitors.csv': `${csv}330106,NEAR,2021,\n`,
    });
    await load(files.folder);
    await files.remove();
    expect(
      await engine.query(`SELECT value, obs_status FROM coded_observation WHERE period = ${2021 * 12}`),
    ).toEqual([{ value: null, obs_status: 'O' }]);
  });

  test('GB 18030, byte order marks and CRLF are read', async () => {
    const files = await dataSetFolder({
      'a.manifest.json': {
        ...validManifest,
        encoding: 'gb18030',
        file: 'a.csv',
        measure: { ...validManifest.measure, column: '中' },
      },
      'a.csv': Buffer.concat([
        Buffer.from('region,origin,year,'),
        gb18030,
        Buffer.from('\n330106,NEAR,2020,7\n'),
      ]),
      'b.manifest.json': { ...validManifest, id: 'b' },
      'visitors.csv': `\ufeff${csv.replaceAll('\n', '\r\n')}`,
    });
    const { dataSets, problems } = await load(files.folder);
    await files.remove();
    expect(problems).toEqual([]);
    expect(dataSets.map(({ profile }) => profile.observationCount)).toEqual([3, 1]);
  });
});

describe('loading depends on the content', () => {
  test('loads unchanged files once, changed ones again, and keeps the old release', async () => {
    const files = await dataSetFolder({ 'manifest.json': validManifest, 'visitors.csv': csv });
    const first = await load(files.folder);
    const again = await load(files.folder);
    expect(first.events).toMatchObject([{ reused: false }]);
    expect(again.events).toMatchObject([{ reused: true }]);
    expect(again.dataSets).toEqual(first.dataSets);
    expect(await rows()).toBe(3);

    await writeFile(join(files.folder, 'visitors.csv'), `${csv}330106,NEAR,2021,3\n`);
    const changed = await load(files.folder);
    expect(changed.events).toMatchObject([{ reused: false }]);
    expect(changed.dataSets[0]?.version).not.toBe(first.dataSets[0]?.version);
    await store.prune(changed.dataSets);
    expect(await rows()).toBe(3 + 4);
    expect(changed.releases.map(({ version }) => version)).toEqual([
      first.dataSets[0]?.version,
      changed.dataSets[0]?.version,
    ]);

    // An earlier content is a new release of the same rows.
    await writeFile(join(files.folder, 'visitors.csv'), csv);
    const reverted = await load(files.folder);
    expect(await rows()).toBe(3 + 4);
    expect(reverted.releases.map(({ load: name }) => name)).toEqual([
      first.dataSets[0]?.load,
      changed.dataSets[0]?.load,
      first.dataSets[0]?.load,
    ]);
    expect((await load(files.folder)).releases).toHaveLength(3);
    await files.remove();
  });

  test('releases a withdrawn content no more, even if a new register makes it a new version', async () => {
    const order = { dataflow: 'visitors', reason: { zh: '有误', en: 'wrong' } };
    const { folder, remove } = await dataSetFolder({ 'manifest.json': validManifest, 'visitors.csv': csv });
    const [first] = (await load(folder)).dataSets;
    const withdrawal = JSON.stringify({ ...order, version: first?.version });
    await writeFile(join(folder, 'withdrawal.json'), withdrawal);
    expect((await load(folder)).dataSets).toEqual([]);
    const newer = { register: { ...register, hash: 'newer' } };
    expect((await load(folder, newer)).dataSets).toEqual([]);
    // The owner corrects it by the file or the manifest.
    await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...validManifest, source: 'corrected' }));
    expect((await load(folder, newer)).problems).toEqual([]);
    expect(await rows()).toBe(6);
    await remove();
  });

  test('does not serve rows of an interrupted load, and deletes them at the next start', async () => {
    const files = await dataSetFolder({ 'manifest.json': validManifest, 'visitors.csv': csv });
    const interrupted = new ReleaseStore(
      {
        ...engine,
        exclusive: true,
        queryCount: 0,
        query: (sql, parameters) => engine.query(sql, parameters),
        execute: (sql, parameters) => engine.execute(sql, parameters),
        rows: (sql) => engine.rows(sql),
        insertLines: (table, columns, text) => engine.insertLines(table, columns, text),
        insertBlock: (table, block) => engine.insertBlock(table, block),
        insert: async (table, values) => {
          if (table === 'release') throw new Error('killed');
          await engine.insert(table, values);
        },
      },
      systemClock,
    );
    await expect(loadDataSets(files.folder, context({ store: interrupted }))).rejects.toThrow('killed');
    expect(await rows()).toBe(3);

    const { dataSets, events } = await load(files.folder);
    expect(events).toMatchObject([{ reused: false }]);
    expect(await rows()).toBe(6);
    await store.prune(dataSets);
    expect(await rows()).toBe(3);
    await files.remove();
  });

  test('serves the same rows from two processes that load the same content simultaneously', async () => {
    const files = await dataSetFolder({ 'manifest.json': validManifest, 'visitors.csv': csv });
    const [one] = await Promise.all([load(files.folder), load(files.folder)]);
    const later = await load(files.folder);
    const latest = await load(files.folder);
    await files.remove();
    expect(later.dataSets[0]?.load).toBe(latest.dataSets[0]?.load);
    expect(later.dataSets[0]?.version).toBe(one.dataSets[0]?.version);
  });
});
