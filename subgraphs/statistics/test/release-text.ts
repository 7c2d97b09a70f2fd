import { parseManifest } from '../src/data-sets/manifest.ts';
import { readDataSet } from '../src/data-sets/read-data-set.ts';
import { codeLayout } from '../src/observations/code-layout.ts';
import type { Region } from '../src/regions/region.ts';
import { blockText } from './block-text.ts';

/** The published part of each row of a CSV, by key and period; or the problems for which it is refused. */
export async function releaseText(manifest: object, csv: string, key = Buffer.alloc(32, 'disclosure')) {
  const parsed = parseManifest(JSON.stringify(manifest), 'manifest.json');
  if (!parsed.ok) return { problems: parsed.problems.map(({ problem }) => problem).join('\n') };
  const codes = ['330100', '330102', '330105', '330106'];
  const register = new Map(
    codes.map((code): [string, Region] => [
      code,
      { code, name: { zh: code, en: null }, level: 'COUNTY', parent: code === '330100' ? null : '330100' },
    ]),
  );
  async function* content() {
    yield Buffer.from(csv);
  }
  const request = {
    file: 'a.csv',
    manifest: parsed.value,
    register,
    disclosureKey: key,
    load: 'l',
    readAt: 0,
  };
  const read = await readDataSet(content, request, () => {});
  if (!read.ok) return { problems: read.problems.map(({ problem }) => problem).join('\n') };
  const lines = [...read.value.blocks].map(blockText).join('').trim().split('\n');
  const { dimensions } = parsed.value;
  const { dictionaries, time } = codeLayout(parsed.value, read.value.profile);
  const valueByKey = new Map(
    lines.map((line) => {
      const cells = line.split('\t').slice(1);
      const codes = dimensions.map((_, position) => {
        const rank = Number(cells.at(position));
        return dictionaries[position]?.codes[rank];
      });
      const value = cells.at(-2);
      const key = [...codes, time.text(Number(cells.at(dimensions.length)))].join(' ');
      return [key, value === '\\N' ? null : Number(value)];
    }),
  );
  // In the order of the file.
  const rows = csv.trim().split('\n').slice(1);
  const published = new Map(
    rows.map((row) => {
      const key = row
        .split(',')
        .slice(0, dimensions.length + 1)
        .join(' ');
      return [key, valueByKey.get(key) ?? null];
    }),
  );
  return { published };
}

const text = { zh: '甲', en: 'A' };

/** A manifest with disclosure control for code lists; codes are written `A` or `A<PARENT`. */
export function codedManifest(
  dimensions: readonly { readonly codes: string; readonly [extra: string]: unknown }[],
  more: object = {},
): object {
  return {
    id: 'coded',
    agency: 'statistics',
    title: text,
    description: text,
    licence: { name: 'CC0-1.0', url: 'https://creativecommons.org/publicdomain/zero/1.0/' },
    source: 'made up by a test',
    lastUpdated: '2026-01-01T00:00:00+08:00',
    frequency: 'A',
    file: 'a.csv',
    dimensions: dimensions.map(({ codes, ...extra }, index) => ({
      id: `D${index}`,
      column: `d${index}`,
      name: text,
      codelist: {
        id: `CL_D${index}`,
        name: text,
        codes: codes.split(' ').map((entry) => {
          const [code, parent] = entry.split('<');
          return { code, name: text, ...(parent && { parent }) };
        }),
      },
      ...extra,
    })),
    time: { column: 'year' },
    measure: { column: 'n', name: text, unit: { code: 'PS', name: text } },
    disclosure: { threshold: 10, unitsColumn: 'n' },
    ...more,
  };
}

/** Rows written `A B 12`: codes, then the count, all of one year unless a year is given in between. */
export function csvOf(dimensions: number, rows: readonly string[], year = 2020): string {
  const header = [...Array.from({ length: dimensions }, (_, index) => `d${index}`), 'year', 'n'].join();
  const lines = rows
    .map((row) => row.split(' '))
    .map((row) => (row.length === dimensions + 2 ? row : row.toSpliced(dimensions, 0, String(year))));
  return [header, ...lines.map((row) => row.join())].join('\n');
}
