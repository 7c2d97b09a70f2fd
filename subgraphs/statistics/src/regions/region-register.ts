import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { administrativeDivision, type Region } from './region.ts';

/** The official codes, which every data set may name; regions/README.md has the sources. */
export interface RegionRegister {
  readonly regions: ReadonlyMap<string, Region>;
  /** Changes with the registers' content, so that data sets are loaded again. */
  readonly hash: string;
}

const divisionsFile = new URL('../../regions/gb-t-2260.csv', import.meta.url);
const countriesFile = new URL('../../regions/iso-3166-1.csv', import.meta.url);

const rowsSchema = z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() }));

export async function readRegionRegister(): Promise<RegionRegister> {
  const [divisions, countries] = await Promise.all([readFile(divisionsFile), readFile(countriesFile)]);
  const regions = new Map<string, Region>();
  for (const { code, zh, en } of rows(countries)) {
    regions.set(code, { code, name: { zh, en }, level: 'COUNTRY', parent: null });
  }
  for (const { code, zh, en } of rows(divisions)) {
    regions.set(code, administrativeDivision(code, { zh, en: en === '' ? null : en }));
  }
  return { regions, hash: createHash('sha256').update(divisions).update(countries).digest('hex') };
}

function rows(csv: Buffer) {
  return rowsSchema.parse(parse(csv, { columns: true }));
}
