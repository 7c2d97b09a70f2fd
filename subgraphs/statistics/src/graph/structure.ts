import { connectionFromArray } from '@civic-graph/subgraph-kit';
import type { DataSet } from '../data-sets/data-set.ts';
import { isRegionDimension, type Manifest, type ManifestDimension } from '../data-sets/manifest.ts';
import type { MultilingualText } from '../data-sets/text.ts';
import type { RegionDirectory } from '../regions/region-directory.ts';
import type { StatisticsContext } from './context.ts';
import { localizedName } from './localized.ts';
import type { Resolvers } from './resolver-types.ts';

/** A dimension with its codelist, which no two dimensions share. */
export interface DimensionInDataSet {
  readonly dataSet: DataSet;
  readonly dimension: ManifestDimension;
}

export interface Named {
  readonly id: string;
  readonly name: MultilingualText;
}

export interface CodeInCodelist extends Named {
  readonly parent: string | null;
  readonly isRegion: boolean;
}

export interface UnitOfMeasure {
  readonly measure: Manifest['measure'];
}

const regionCodelist: Named = { id: 'CL_AREA', name: { zh: '地区', en: 'Regions' } };

/** The attributes that every data set has, with the names of the SDMX cross-domain concepts. */
const attributes: readonly Named[] = [
  { id: 'UNIT_MEASURE', name: { zh: '计量单位', en: 'Unit of measure' } },
  { id: 'OBS_STATUS', name: { zh: '观测值状态', en: 'Observation status' } },
  { id: 'CONF_STATUS', name: { zh: '保密状态', en: 'Confidentiality status' } },
];

type StructureResolvers = Pick<
  Resolvers<StatisticsContext>,
  'DataStructure' | 'Dimension' | 'Codelist' | 'Code' | 'Measure' | 'Unit' | 'Attribute'
>;

export function structureResolvers(regions: RegionDirectory): StructureResolvers {
  return {
    DataStructure: {
      id: ({ manifest }) => `DSD_${manifest.id}`,
      dimensions: (dataSet) => dataSet.manifest.dimensions.map((dimension) => ({ dataSet, dimension })),
      measure: ({ manifest }) => manifest,
      attributes: () => attributes,
    },
    Dimension: {
      id: ({ dimension }) => dimension.id,
      position: ({ dataSet, dimension }) => dataSet.manifest.dimensions.indexOf(dimension) + 1,
      name: ({ dimension }, args) => localizedName(dimension, args),
      codelist: (dimension) => dimension,
    },
    Codelist: {
      id: ({ dimension }) => codelistOf(dimension).id,
      name: ({ dimension }, args) => localizedName(codelistOf(dimension), args),
      codes: ({ dataSet, dimension }, args) =>
        connectionFromArray(codesOf(dataSet, dimension, regions), args),
    },
    Code: {
      name: localizedName,
      region: ({ id, isRegion }) => (isRegion ? (regions.get(id) ?? null) : null),
    },
    Measure: {
      id: () => 'OBS_VALUE',
      name: ({ measure }, args) => localizedName(measure, args),
      unit: (measure) => measure,
    },
    Unit: {
      code: ({ measure }) => measure.unit.code,
      name: ({ measure }, args) => localizedName(measure.unit, args),
    },
    Attribute: { name: localizedName },
  };
}

function codelistOf(dimension: ManifestDimension): Named {
  return isRegionDimension(dimension) ? regionCodelist : dimension.codelist;
}

function codesOf(
  { profile }: DataSet,
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
