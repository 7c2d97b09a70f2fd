import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '@civic-graph/testing';
import { expect, test } from 'vitest';
import { dataSetFolder, validManifest } from '../test/data-set-folder.ts';
import { openTestSubgraph } from '../test/test-subgraph.ts';

const name = { zh: '性别', en: 'Sex' };
const people = {
  id: 'people',
  agency: 'statistics',
  title: { zh: '人', en: 'People' },
  description: { zh: '人', en: 'People' },
  licence: { name: 'CC0-1.0', url: 'https://creativecommons.org/publicdomain/zero/1.0/' },
  source: 'made up by a test',
  lastUpdated: '2026-01-01T00:00:00+08:00',
  file: '../records/people.csv',
  record: { column: 'id' },
  variables: [
    { id: 'SEX', column: 'sex', name, codelist: { id: 'CL_SEX', name, codes: [{ code: 'F', name }] } },
  ],
};

test('records outside the folder are no longer counted once their file is deleted', async () => {
  const files = await dataSetFolder({});
  const [folder, records] = [join(files.folder, 'data'), join(files.folder, 'records')];
  await mkdir(folder);
  await mkdir(records);
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(validManifest));
  await writeFile(join(folder, 'visitors.csv'), 'region,origin,year,visitors\n330106,_T,2020,5\n');
  await writeFile(join(folder, 'people.microdata.json'), JSON.stringify(people));
  const csv = join(records, 'people.csv');
  await writeFile(csv, 'id,sex\n1,F\n2,F\n');
  const graph = await openTestSubgraph(folder, { watchMs: 20 });
  try {
    await graph.subgraph.listen({ host: '127.0.0.1', port: 0 });
    const served = () => graph.data('{ microdata { id } }');
    const stored = () => graph.engine.rows('SELECT toUInt32(count()) FROM microdata_record');
    expect(await served()).toEqual({ microdata: [{ id: 'people' }] });
    await rm(csv);
    await eventually(async () => expect(await served()).toEqual({ microdata: [] }));
    expect(await stored()).toEqual([[0]]);
    await writeFile(csv, 'id,sex\n1,F\n');
    await eventually(async () => expect(await served()).toEqual({ microdata: [{ id: 'people' }] }));
    expect(await stored()).toEqual([[1]]);
  } finally {
    await graph.close();
    await files.remove();
  }
});
