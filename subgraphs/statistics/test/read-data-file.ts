import { readFileOf } from '../src/data-sets/loading/read-file.ts';
import { parseManifest } from '../src/data-sets/manifest.ts';
import { readRegionRegister } from '../src/regions/region-register.ts';
import { blockText } from './block-text.ts';
import { dataSetFolder, validManifest } from './data-set-folder.ts';

const [region, origin] = validManifest.dimensions;

/** The valid manifest with the columns of SDMX. */
export const sdmxManifest = {
  ...validManifest,
  dimensions: [
    { ...region, column: 'REF_AREA' },
    { ...origin, column: 'ORIGIN' },
  ],
  time: { column: 'TIME_PERIOD' },
  measure: { ...validManifest.measure, column: 'OBS_VALUE' },
};

let register: ReturnType<typeof readRegionRegister> | undefined;

/** The released rows, or the problems of a refused file. */
export async function readDataFile(content: string | Uint8Array, manifest: object = sdmxManifest) {
  const files = await dataSetFolder({ data: content });
  try {
    const parsed = parseManifest(JSON.stringify(manifest), 'manifest.json');
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    register ??= readRegionRegister();
    const { regions } = await register;
    let text = '';
    const request = {
      file: `${files.folder}/data`,
      manifest: parsed.value,
      register: regions,
      disclosureKey: Buffer.alloc(32),
      load: 'l',
      readAt: Date.parse('2026-01-01T00:00:00Z'),
    };
    const outcome = await readFileOf(request, {
      async write(block) {
        text += blockText(block);
      },
      progress() {},
    });
    if (outcome.kind === 'failed') throw new Error(outcome.reason);
    return { text, problems: outcome.kind === 'refused' ? outcome.problems : [] };
  } finally {
    await files.remove();
  }
}
