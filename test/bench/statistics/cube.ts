import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { countyCodes } from './region-codes.ts';

/** A made-up data set: every region, sex, age and month has a value that follows from them. */
export interface Cube {
  readonly id: string;
  readonly number: number;
  readonly regions: readonly string[];
  readonly rows: number;
}

export const sexes = ['F', 'M'] as const;
export const ages = Array.from({ length: 20 }, (_, age) => `A${String(age).padStart(2, '0')}`);
const firstYear = 2015;
export const months = Array.from(
  { length: 100 },
  (_, month) => `${firstYear + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`,
);

const rowsOfRegion = sexes.length * ages.length * months.length;
/** A file may have more, but its reader would then need more memory than the target allows. */
const rowsOfFile = 10_000_000;

/** Whole numbers, so that sums of millions of them are exact. */
export function valueAt(cube: Cube, region: number, sex: number, age: number, month: number): number {
  const mixed = (cube.number + 1) * 7_919 + region * 104_729 + sex * 1_299_709 + age * 15_485 + month * 611;
  return mixed % 99_991;
}

/** @param amount observations of all data sets, rounded to whole regions */
export async function cubesOf(amount: number): Promise<readonly Cube[]> {
  const codes = await countyCodes();
  const files = Math.ceil(amount / rowsOfFile);
  const count = Math.max(1, Math.round(amount / files / rowsOfRegion));
  if (count > codes.length) throw new RangeError(`there are only ${codes.length} regions`);
  return Array.from({ length: files }, (_, number) => ({
    id: `cube-${number}`,
    number,
    regions: codes.slice(0, count),
    rows: count * rowsOfRegion,
  }));
}

/**
 * Writes the file of a data set and its manifest. Rows are in the order of the periods, like those of a
 * file that grows each month, and not in the order in which the engine stores them.
 */
export async function writeCube(cube: Cube, folder: string): Promise<void> {
  await writeFile(join(folder, `${cube.id}.manifest.json`), JSON.stringify(manifestOf(cube)));
  const file = createWriteStream(join(folder, `${cube.id}.csv`));
  file.write('REF_AREA,SEX,AGE,TIME_PERIOD,OBS_VALUE\n');
  for (const [month, period] of months.entries()) {
    let text = '';
    for (const [region, code] of cube.regions.entries()) {
      for (const [sex, sexCode] of sexes.entries()) {
        for (const [age, ageCode] of ages.entries()) {
          text += `${code},${sexCode},${ageCode},${period},${valueAt(cube, region, sex, age, month)}\n`;
        }
      }
    }
    if (!file.write(text)) await once(file, 'drain');
  }
  file.end();
  await finished(file);
}

function manifestOf({ id }: Cube): object {
  const named = (name: string) => ({ zh: name, en: name });
  const coded = (name: string, codes: readonly string[]) => ({
    ...{ id: name, column: name, name: named(name) },
    codelist: {
      id: `CL_${name}`,
      name: named(name),
      codes: codes.map((code) => ({ code, name: named(code) })),
    },
  });
  return {
    ...{ id, agency: 'statistics', title: named(id), description: named(id), source: 'made up' },
    licence: { name: 'CC0-1.0', url: 'https://creativecommons.org/publicdomain/zero/1.0/' },
    ...{ lastUpdated: '2026-01-01T00:00:00Z', frequency: 'M', file: `${id}.csv` },
    dimensions: [
      { id: 'REF_AREA', column: 'REF_AREA', name: named('Region'), region: {} },
      coded('SEX', sexes),
      coded('AGE', ages),
    ],
    time: { column: 'TIME_PERIOD' },
    measure: {
      ...{ column: 'OBS_VALUE', name: named('Persons'), additive: true },
      unit: { code: 'PS', name: named('persons') },
    },
  };
}
