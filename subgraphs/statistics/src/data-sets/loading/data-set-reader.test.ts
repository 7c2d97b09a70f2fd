import { afterEach, expect, test } from 'vitest';
import { blockText } from '../../../test/block-text.ts';
import { dataSetFolder, validManifest } from '../../../test/data-set-folder.ts';
import { openLoader } from '../../../test/data-set-loader.ts';
import { testReader } from '../../../test/test-subgraph.ts';
import type { NativeBlock } from '../../engine/native-block.ts';
import { parseManifest } from '../manifest.ts';
import { readManifestFile } from '../read-manifest.ts';
import { ReaderProcess } from './data-set-reader.ts';
import { partsOf } from './manifest-parts.ts';

const reader = new ReaderProcess();
afterEach(() => reader.close());

test('a crash of the reader’s process fails only one data set', { timeout: 120_000 }, async () => {
  const files = await dataSetFolder({ 'visitors.csv': 'region,origin,year,visitors\n330106,NEAR,2020,10\n' });
  const parsed = parseManifest(JSON.stringify(validManifest), 'manifest.json');
  if (!parsed.ok) throw new Error('the manifest is wrong');
  const region = { code: '330106', name: { zh: '西湖区', en: null }, level: 'COUNTY' as const, parent: null };
  const request = {
    file: `${files.folder}/visitors.csv`,
    manifest: parsed.value,
    register: new Map([['330106', region]]),
    disclosureKey: Buffer.alloc(32),
    load: 'l',
    readAt: 0,
  };
  let text = '';
  const handlers = {
    async write(block: NativeBlock) {
      text += blockText(block);
    },
    progress() {},
  };
  const killed = reader.read({ ...request, load: 'killed' }, handlers);
  reader.close();
  expect(await killed).toMatchObject({ kind: 'failed' });
  expect(await reader.read({ ...request, file: files.folder }, handlers)).toMatchObject({ kind: 'failed' });
  expect(await reader.read(request, handlers)).toMatchObject({
    kind: 'done',
    profile: { observationCount: 1 },
  });
  expect(text).toBe('l\t0\t1\t24240\t10\tA\n');
  await files.remove();
});

/** A manifest whose structure message has a codelist with this many codes. */
function withStructure(count: number) {
  const { dimensions: _, time: __, ...described } = validManifest;
  const origin = { id: 'ORIGIN', conceptIdentity: 'A:CS(1.0).ORIGIN' };
  const codes = Array.from({ length: count }, (_, index) => ({ id: `O${index}`, name: `Origin ${index}` }));
  const data = {
    codelists: [{ id: 'CL_ORIGIN', agencyID: 'A', codes }],
    dataStructures: [
      {
        ...{ id: 'DSD', agencyID: 'A' },
        dataStructureComponents: {
          dimensionList: {
            dimensions: [{ ...origin, localRepresentation: { enumeration: 'A:CL_ORIGIN(1.0)' } }],
          },
        },
      },
    ],
  };
  return { 'manifest.json': { ...described, structure: { files: ['dsd.json'] } }, 'dsd.json': { data } };
}

test('structure messages are read in the process, and arrive in parts', { timeout: 120_000 }, async () => {
  const files = await dataSetFolder(withStructure(2_500));
  const file = `${files.folder}/manifest.json`;
  const here = await readManifestFile(file);
  if (here.kind !== 'manifest') throw new Error('the manifest is wrong');
  const parts = [...partsOf(here.manifest)];
  expect(parts.map((part) => (part.kind === 'codes' ? part.codes.length : part.kind))).toEqual([
    1_000,
    1_000,
    500,
    'manifest',
  ]);
  const killed = reader.readManifest(file);
  reader.close();
  expect(await killed).toMatchObject({ kind: 'failed' });
  // The order of fields decides the version of the data set.
  expect(JSON.stringify(await reader.readManifest(file))).toBe(JSON.stringify(here));
  expect(await reader.readManifest(`${files.folder}/dsd.json`)).toMatchObject({
    kind: 'manifest-refused',
    id: null,
  });
  await files.remove();
});

test('if the process fails to read a manifest, the last release stays', async () => {
  let isBroken = false;
  const large = { ...validManifest, keywords: ['x'.repeat(70_000)] };
  const loader = await openLoader(large, {
    ...testReader,
    readManifest: async (file) =>
      isBroken ? { kind: 'failed', reason: 'its process ended' } : testReader.readManifest(file),
  });
  const csv = 'region,origin,year,visitors\n330106,NEAR,2020,10\n';
  await loader.load(csv);
  isBroken = true;
  const { dataSets, problems } = await loader.load(csv.replace('10', '11'));
  expect(problems).toEqual(['cannot be read: its process ended']);
  expect(dataSets.map(({ manifest }) => manifest.id)).toEqual(['visitors']);
  await loader.close();
});
