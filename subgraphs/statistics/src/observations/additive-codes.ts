import type { DataSet } from '../data-sets/data-set.ts';
import { isRegionDimension } from '../data-sets/manifest.ts';
import type { RegionDirectory } from '../regions/region-directory.ts';

/**
 * The codes of a dimension that can be added up without counting anything twice: the total of all others if
 * the data set has it, otherwise the codes with nothing below them.
 */
export function codesWithoutOverlap(
  dataSet: DataSet,
  position: number,
  regions: RegionDirectory,
): readonly string[] {
  const parents = parentsOf(dataSet, position, regions);
  const roots = [...parents].filter(([, parent]) => parent === null).map(([code]) => code);
  const [only, another] = roots;
  if (only !== undefined && another === undefined) return [only];
  const withParts = new Set(parents.values());
  return [...parents.keys()].filter((code) => !withParts.has(code));
}

/** The codes directly below the total of a dimension, or those at its top if it has no total. */
export function topLevelCodes(
  dataSet: DataSet,
  position: number,
  regions: RegionDirectory,
): readonly string[] {
  const parents = [...parentsOf(dataSet, position, regions)];
  const below = (above: string | null) =>
    parents.flatMap(([code, parent]) => (parent === above ? [code] : []));
  const roots = below(null);
  const [only, another] = roots;
  const parts = only === undefined || another !== undefined ? [] : below(only);
  return parts.length > 0 ? parts : roots;
}

/** A code that is a part of another one of the list, which would count twice in their sum. */
export function overlapping(
  dataSet: DataSet,
  position: number,
  codes: readonly string[],
  regions: RegionDirectory,
): string | null {
  const parents = parentsOf(dataSet, position, regions);
  const chosen = new Set(codes);
  return (
    codes.find((code) => {
      for (let above = parents.get(code) ?? null; above !== null; above = parents.get(above) ?? null) {
        if (chosen.has(above)) return true;
      }
      return false;
    }) ?? null
  );
}

/** The nearest code of the data set that contains each code; null at the top. */
function parentsOf(
  { manifest, profile }: DataSet,
  position: number,
  regions: RegionDirectory,
): ReadonlyMap<string, string | null> {
  const dimension = manifest.dimensions[position];
  if (dimension === undefined) return new Map();
  if (!isRegionDimension(dimension)) {
    return new Map(dimension.codelist.codes.map(({ code, parent }) => [code, parent ?? null]));
  }
  const known = new Set(profile.regions);
  return new Map(
    profile.regions.map((code) => {
      let above = regions.get(code)?.parent ?? null;
      while (above !== null && !known.has(above)) above = regions.get(above)?.parent ?? null;
      return [code, above];
    }),
  );
}
