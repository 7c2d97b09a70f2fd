import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A valid manifest, which tests modify. */
export const validManifest = {
  id: 'visitors',
  agency: 'statistics',
  title: { zh: '游客人数', en: 'Visitors' },
  description: { zh: '按地区和来源分的游客人数', en: 'Visitors by region and origin' },
  licence: { name: 'CC0-1.0', url: 'https://creativecommons.org/publicdomain/zero/1.0/' },
  source: 'made up by a test',
  lastUpdated: '2026-01-01T00:00:00+08:00',
  frequency: 'A',
  file: 'visitors.csv',
  dimensions: [
    { id: 'REF_AREA', column: 'region', name: { zh: '地区', en: 'Region' }, region: {} },
    {
      id: 'ORIGIN',
      column: 'origin',
      name: { zh: '来源', en: 'Origin' },
      codelist: {
        id: 'CL_ORIGIN',
        name: { zh: '来源', en: 'Origins' },
        codes: [
          { code: '_T', name: { zh: '合计', en: 'Total' } },
          { code: 'NEAR', parent: '_T', name: { zh: '近', en: 'Near' } },
          { code: 'FAR', parent: '_T', name: { zh: '远', en: 'Far' } },
        ],
      },
    },
  ],
  time: { column: 'year' },
  measure: {
    column: 'visitors',
    name: { zh: '人数', en: 'Visitors' },
    unit: { code: 'PS', name: { zh: '人', en: 'persons' } },
  },
};

/** A folder with the given files; objects are written as JSON. */
export async function dataSetFolder(files: Readonly<Record<string, string | Uint8Array | object>>) {
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-data-sets-'));
  for (const [name, content] of Object.entries(files)) {
    const raw = typeof content === 'string' || content instanceof Uint8Array;
    await writeFile(join(folder, name), raw ? content : JSON.stringify(content));
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
