import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dataSetFolder } from '../../test/data-set-folder.ts';
import { readDataFile } from '../../test/read-data-file.ts';
import { sdmxClient } from '../../test/sdmx.ts';
import { openTestSubgraph, type TestSubgraph } from '../../test/test-subgraph.ts';
import type { Manifest } from '../data-sets/manifest.ts';
import { readManifest } from '../data-sets/read-manifest.ts';

/* What is served can be read again without a difference. */

let graph: TestSubgraph;
beforeAll(async () => {
  graph = await openTestSubgraph();
});
afterAll(() => graph.close());
const get = sdmxClient(() => graph);

const folder = new URL('../../datasets/', import.meta.url);

async function original(id: string) {
  const text = await readFile(new URL(`${id}/manifest.json`, folder), 'utf8');
  const manifest = JSON.parse(text) as Manifest;
  return { manifest, csv: await readFile(new URL(`${id}/${manifest.file}`, folder)) };
}

/** The manifest of a message, whose columns have the ids of its components. */
function ofMessage({ obsStatus: _, disclosure: __, ...manifest }: Manifest): object {
  return {
    ...manifest,
    dimensions: manifest.dimensions.map((dimension) => ({ ...dimension, column: dimension.id })),
    time: { column: 'TIME_PERIOD' },
    measure: { ...manifest.measure, column: 'OBS_VALUE' },
  };
}

const sorted = (lines: string) => lines.split('\n').sort();

describe('population', () => {
  const id = 'population';

  test.each([
    'application/vnd.sdmx.data+json;version=2.0.0',
    'application/vnd.sdmx.data+xml;version=3.0.0',
    'application/vnd.sdmx.data+csv;version=2.0.0',
  ])('as %s is read as it was written', async (accept) => {
    const { manifest, csv } = await original(id);
    const path = `data/dataflow/${manifest.agency}/${id}/*/*`;
    const stored = await readDataFile(csv, manifest);
    expect(stored.problems).toEqual([]);
    for (const dimension of ['', '?dimensionAtObservation=AllDimensions']) {
      const { statusCode, body } = await get(`${path}${dimension}`, { accept });
      expect(statusCode).toBe(200);
      const served = await readDataFile(body, ofMessage(manifest));
      expect(served.problems).toEqual([]);
      expect(sorted(served.text)).toEqual(sorted(stored.text));
    }
  });

  test.each(['json;version=2.0.0', 'xml;version=3.0.0'])('its structure as %s', async (format) => {
    const { manifest } = await original(id);
    const path = `structure/datastructure/${manifest.agency}/DSD_${id}/*?references=descendants`;
    const { body } = await get(path, { accept: `application/vnd.sdmx.structure+${format}` });
    const files = await dataSetFolder({ structure: body });
    const dimensions = manifest.dimensions.map((dimension) =>
      'region' in dimension ? { id: dimension.id, region: dimension.region } : { id: dimension.id },
    );
    const { time: _, ...fields } = manifest;
    const measure = { unit: manifest.measure.unit };
    const text = JSON.stringify({ ...fields, dimensions, measure, structure: { files: ['structure'] } });
    const found = await readManifest(text, `${files.folder}/manifest.json`);
    await files.remove();
    if (!found.ok) throw new Error(JSON.stringify(found.problems));
    expect(found.value.measure.name).toEqual(manifest.measure.name);
    for (const [index, dimension] of manifest.dimensions.entries()) {
      const read = found.value.dimensions[index];
      expect(read?.name).toEqual(dimension.name);
      if (!('codelist' in dimension)) continue;
      const { codes } = dimension.codelist;
      // SDMX-ML 3.0 has no parents whose ids begin with an underscore.
      const expected = codes.map(({ parent, ...code }) => {
        const isLost = parent === undefined || (format.startsWith('xml') && parent.startsWith('_'));
        return isLost ? code : { ...code, parent };
      });
      expect(read).toMatchObject({ codelist: { ...dimension.codelist, codes: expected } });
    }
  });
});
