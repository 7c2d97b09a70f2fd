import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('../../shared/data/', import.meta.url);

/** Why tests on the real data are skipped here, or null. Nothing may be skipped on CI. */
export const realDataIsAbsent = existsSync(new URL('gtfs-kuopio.zip', folder))
  ? null
  : 'the folder ../shared/data (a GTFS feed, World Bank files) is not beside the repository';
if (realDataIsAbsent !== null && process.env.CI === 'true') throw new Error(realDataIsAbsent);

/** Path of a file of the real data, which is read in place and never copied. */
export function realDataFile(name: 'gtfs-kuopio.zip' | 'population.csv' | 'gdp.csv'): string {
  return fileURLToPath(new URL(name, folder));
}
