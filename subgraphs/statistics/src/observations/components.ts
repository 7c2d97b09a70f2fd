import type { DataSet } from '../data-sets/data-set.ts';
import { isRegionDimension, type ManifestDimension } from '../data-sets/manifest.ts';
import type { MultilingualText } from '../data-sets/text.ts';
import type { RegionDirectory } from '../regions/region-directory.ts';

export interface Named {
  readonly id: string;
  readonly name: MultilingualText;
}

export interface CodeInCodelist extends Named {
  readonly parent: string | null;
  readonly isRegion: boolean;
}

const regionCodelist: Named = { id: 'CL_AREA', name: { zh: '地区', en: 'Regions' } };

/** The attributes that every data set has, with the names of the SDMX cross-domain concepts. */
export const attributes: readonly Named[] = [
  { id: 'UNIT_MEASURE', name: { zh: '计量单位', en: 'Unit of measure' } },
  { id: 'OBS_STATUS', name: { zh: '观测值状态', en: 'Observation status' } },
  { id: 'CONF_STATUS', name: { zh: '保密状态', en: 'Confidentiality status' } },
];

export function codelistOf(dimension: ManifestDimension): Named {
  return isRegionDimension(dimension) ? regionCodelist : dimension.codelist;
}

/** Codes of a dimension in their owner's order; of regions, those with observations. */
export function codesOf(
  { profile }: Pick<DataSet, 'profile'>,
  dimension: ManifestDimension,
  regions: RegionDirectory,
): readonly CodeInCodelist[] {
  if (!isRegionDimension(dimension)) {
    return dimension.codelist.codes.map(({ code, name, parent }) => ({
      id: code,
      name,
      parent: parent ?? null,
      isRegion: false,
    }));
  }
  return profile.regions.flatMap((code) => {
    const region = regions.get(code);
    return region === undefined ? [] : { id: code, name: region.name, parent: region.parent, isRegion: true };
  });
}
