import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const folder = new URL('../../../../shared/data/', import.meta.url);

/** Whether the files of the World Bank are beside the repository; required on CI. */
export const worldBankIsAbsent = !existsSync(new URL('population.csv', folder));
if (worldBankIsAbsent && process.env.CI === 'true') {
  throw new Error('../shared/data/population.csv is absent, and nothing may be skipped on CI');
}

const worldBankFile = (name: 'population' | 'gdp') => fileURLToPath(new URL(`${name}.csv`, folder));

const text = { population: ['人口', 'Population'], gdp: ['国内生产总值', 'Gross domestic product'] } as const;
const unit = {
  population: { code: 'PS', name: { zh: '人', en: 'persons' } },
  gdp: { code: 'USD', name: { zh: '现价美元', en: 'current US dollars' } },
} as const;

/** A manifest for a published file of datasets/population or datasets/gdp. */
export function worldBankManifest(name: 'population' | 'gdp'): object {
  const [zh, en] = text[name];
  return {
    id: `world-${name}`,
    agency: 'statistics',
    title: { zh: `世界各国${zh}`, en: `${en} of the world` },
    description: { zh: `世界银行：${zh}`, en: `World Bank: ${en}` },
    licence: { name: 'PDDL-1.0', url: 'https://opendatacommons.org/licenses/pddl/1-0/' },
    source: 'World Bank',
    lastUpdated: '2026-01-01T00:00:00Z',
    frequency: 'A',
    file: worldBankFile(name),
    dimensions: [
      {
        id: 'REF_AREA',
        column: 'Country Code',
        name: { zh: '国家或地区', en: 'Country or area' },
        region: { nameColumn: 'Country Name' },
      },
    ],
    time: { column: 'Year' },
    measure: { column: 'Value', name: { zh, en }, unit: unit[name] },
  };
}

export interface WorldBankRow {
  readonly name: string;
  readonly code: string;
  readonly year: string;
  readonly value: string;
}

/** The rows, read without the code under test. */
export async function worldBankRows(name: 'population' | 'gdp'): Promise<readonly WorldBankRow[]> {
  const lines = (await readFile(worldBankFile(name), 'utf8')).trim().split(/\r?\n/).slice(1);
  return lines.map((line) => {
    const [, quoted, plain, code = '', year = '', value = ''] =
      /^(?:"([^"]*)"|([^,]*)),([A-Z]{3}),(\d{4}),(.*)$/.exec(line) ?? [];
    return { name: quoted ?? plain ?? '', code, year, value };
  });
}
