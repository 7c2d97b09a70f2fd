import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { dataSetFolder } from '../../test/data-set-folder.ts';
import { testAgencies, testDisclosureKey } from '../../test/test-subgraph.ts';
import { FileHashes } from '../data-sets/file-hashes.ts';
import { migrate } from '../engine/migrate.ts';
import { openEmbeddedEngine } from '../engine/open-engine.ts';
import type { StatisticsEngine } from '../engine/statistics-engine.ts';
import { loadMicrodata, type MicrodataEvent } from './microdata.ts';
import { MicrodataStore } from './microdata-store.ts';

const manifest = {
  id: 'people',
  agency: 'statistics',
  title: { zh: '人', en: 'People' },
  description: { zh: '人', en: 'People' },
  licence: { name: 'CC0-1.0', url: 'https://creativecommons.org/publicdomain/zero/1.0/' },
  source: 'made up by a test',
  lastUpdated: '2026-01-01T00:00:00+08:00',
  file: 'people.csv',
  record: { column: 'id' },
  variables: [
    {
      id: 'SEX',
      column: 'sex',
      name: { zh: '性别', en: 'Sex' },
      codelist: {
        id: 'CL_SEX',
        name: { zh: '性别', en: 'Sex' },
        codes: ['F', 'M'].map((code) => ({ code, name: { zh: code, en: code } })),
      },
    },
  ],
};

let directory: string;
let engine: StatisticsEngine;
let files: Awaited<ReturnType<typeof dataSetFolder>>;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'civic-graph-microdata-'));
  engine = await openEmbeddedEngine(directory);
  await migrate(engine);
});
beforeEach(async () => {
  files = await dataSetFolder({ 'people.microdata.json': manifest });
  return () => files.remove();
});
afterAll(async () => {
  await engine.close();
  await rm(directory, { recursive: true, force: true });
});

async function load(csv: string, change: object = {}) {
  await writeFile(join(files.folder, 'people.csv'), csv);
  await writeFile(join(files.folder, 'people.microdata.json'), JSON.stringify({ ...manifest, ...change }));
  const events: MicrodataEvent[] = [];
  const microdata = await loadMicrodata(files.folder, {
    store: new MicrodataStore(engine),
    hashes: new FileHashes(),
    agencies: testAgencies,
    disclosureKey: testDisclosureKey,
    hasLedger: false,
    report: (event) => void events.push(event),
  });
  const [stored] = await engine.rows('SELECT toUInt32(count()) FROM microdata_record');
  return { microdata, events, stored: Number(stored?.[0]) };
}

const csv = 'id,sex\n1,F\n2,M\n3,F\n';

test('records are loaded once; those that are gone are deleted', async () => {
  expect(await load(csv)).toMatchObject({ events: [{ records: 3, reused: false }], stored: 3 });
  expect(await load(csv)).toMatchObject({ events: [{ records: 3, reused: true }], stored: 3 });
  expect(await load('id,sex\n1,F\n')).toMatchObject({ events: [{ records: 1, reused: false }], stored: 1 });
});

test('a record keeps its key in another edition, wherever it is in the file', async () => {
  const keys = async () =>
    (await engine.rows('SELECT toString(record_key) FROM microdata_record ORDER BY record_key')).flat();
  await load(csv);
  const before = await keys();
  await load('id,sex\n3,F\n2,M\n1,F\n');
  expect(await keys()).toEqual(before);
  expect(new Set(before).size).toBe(3);
});

test.each([
  ['two records with one id', 'id,sex\n1,F\n1,M\n', {}, 'two records have the same id'],
  ['a record without an id', 'id,sex\n,F\n', {}, 'a record has no id'],
  ['an unknown code', 'id,sex\n1,secret\n', {}, 'unknown code'],
  ['a missing column', 'id,gender\n1,F\n', {}, 'no such column'],
  ['no records', 'id,sex\n', {}, 'no records'],
  ['another agency', csv, { agency: 'nobody' }, 'unknown agency'],
  ['too little deviation', csv, { perturbation: { maximumDeviation: 3, smallestCount: 4 } }, 'smallestCount'],
  [
    'a budget without a ledger',
    csv,
    { privacy: { budgetPerApp: 1, totalBudget: 1 } },
    'needs the embedded engine',
  ],
  [
    'a budget over the total',
    csv,
    { privacy: { budgetPerApp: 2, totalBudget: 1 } },
    'larger than totalBudget',
  ],
  [
    'both methods',
    csv,
    { privacy: { budgetPerApp: 1, totalBudget: 1 }, perturbation: {} },
    'remove privacy or perturbation',
  ],
  ['five variables without a budget', csv, { maximumVariables: 5 }, 'more than 4 need privacy'],
  ['too much variance', csv, { perturbation: { variance: 20 } }, 'variance is larger'],
])(
  '%s: refused, nothing stays, and no value of a record is in the report',
  async (_name, text, change, expected) => {
    const { microdata, events, stored } = await load(text, change);
    expect(microdata).toEqual([]);
    expect(stored).toBe(0);
    expect(JSON.stringify(events)).toContain(expected);
    expect(JSON.stringify(events)).not.toContain('secret');
  },
);

test('the same records under a second id are refused, because both tables together would reveal more', async () => {
  const second = join(files.folder, 'second.microdata.json');
  await writeFile(join(files.folder, 'copy.csv'), csv);
  await writeFile(second, JSON.stringify({ ...manifest, id: 'persons', file: 'copy.csv' }));
  const { microdata, events } = await load(csv);
  expect(microdata.map((one) => one.manifest.id)).toEqual(['people']);
  expect(events).toContainEqual(
    expect.objectContaining({ kind: 'refused', manifest: second, problems: [expect.anything()] }),
  );
  expect(JSON.stringify(events)).toContain('has the records of people');
});
