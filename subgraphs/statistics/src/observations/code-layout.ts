import { CodeDictionary } from '../data-sets/code-dictionary.ts';
import type { Profile } from '../data-sets/data-set.ts';
import { isRegionDimension, type Manifest, regionPosition } from '../data-sets/manifest.ts';
import { type Timeline, timelineOf } from '../time/timeline.ts';

/** Position of a data set's codes in the engine's columns. */
export interface CodeLayout {
  /** By the position of the dimension in the key. */
  readonly dictionaries: readonly CodeDictionary[];
  /** Column of each dimension, from 1; regions come first, because most readers filter by them. */
  readonly columns: readonly number[];
  /** -1 without regions. */
  readonly regionPosition: number;
  readonly time: Timeline;
}

export function codeLayout(
  manifest: Manifest,
  { regions, zone, periods }: Pick<Profile, 'regions' | 'zone' | 'periods'>,
): CodeLayout {
  const region = regionPosition(manifest);
  return {
    dictionaries: manifest.dimensions.map(
      (dimension) =>
        new CodeDictionary(
          isRegionDimension(dimension) ? regions : dimension.codelist.codes.map(({ code }) => code),
        ),
    ),
    columns: columnsOf(manifest.dimensions.length, region),
    regionPosition: region,
    time: timelineOf({
      frequency: manifest.frequency,
      startDay: manifest.time.reportingYearStartDay,
      zone,
      listed: periods,
    }),
  };
}

/** @param region position of the dimension of regions; -1 if there is none */
export function columnsOf(dimensions: number, region: number): readonly number[] {
  return Array.from({ length: dimensions }, (_, position) => columnOf(position, region));
}

function columnOf(position: number, region: number): number {
  if (position === region) return 1;
  return position < region ? position + 2 : position + 1;
}
