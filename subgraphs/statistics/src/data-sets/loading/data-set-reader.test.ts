import { afterEach, expect, test } from 'vitest';
import { blockText } from '../../../test/block-text.ts';
import { dataSetFolder, validManifest } from '../../../test/data-set-folder.ts';
import type { NativeBlock } from '../../engine/native-block.ts';
import { parseManifest } from '../manifest.ts';
import { ReaderProcess } from './data-set-reader.ts';

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
