import { type ReleasedObservation, release } from '../disclosure/release.ts';
import type { RegionRegister } from '../regions/region-register.ts';
import type { Profile } from './data-set.ts';
import { isRegionDimension, type Manifest } from './manifest.ts';
import type { Checked } from './problem.ts';
import { readCells } from './read-cells.ts';

export interface DataSetRead {
  readonly observations: readonly ReleasedObservation[];
  readonly profile: Profile;
}

/** Reads, checks and releases a data set: what comes out holds no suppressed value. */
export async function readDataSet(
  content: Buffer,
  file: string,
  manifest: Manifest,
  register: RegionRegister,
): Promise<Checked<DataSetRead>> {
  const read = readCells(content, file, manifest, register.regions);
  if (!read.ok) return read;
  const { cells, areas } = read.value;
  const released = await release(cells, manifest, file, parents(manifest, register));
  if (!released.ok) return released;
  const observations = released.value;
  const periods = observations.map(({ period }) => period).sort();
  const profile: Profile = {
    regions: [...new Set(observations.map(({ region }) => region))].filter((code) => code !== '').sort(),
    areas: [...areas].map(([code, name]) => ({ code, name })),
    observationCount: observations.length,
    suppressedCount: observations.filter(({ confStatus }) => confStatus === 'C').length,
    firstPeriod: periods[0] ?? '',
    lastPeriod: periods.at(-1) ?? '',
  };
  return { ok: true, value: { observations, profile } };
}

function parents(
  { dimensions }: Manifest,
  { regions }: RegionRegister,
): (dimension: number, code: string) => string | null {
  const parentOf = dimensions.map((dimension) =>
    isRegionDimension(dimension)
      ? null
      : new Map(dimension.codelist.codes.map(({ code, parent }) => [code, parent ?? null])),
  );
  return (dimension, code) => (parentOf[dimension]?.get(code) ?? regions.get(code)?.parent) || null;
}
