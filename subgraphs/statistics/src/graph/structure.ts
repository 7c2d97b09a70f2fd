import { connectionFromArray } from '@civic-graph/subgraph-kit';
import type { Catalogue } from '../catalogue.ts';
import type { DataSet } from '../data-sets/data-set.ts';
import type { Manifest, ManifestDimension } from '../data-sets/manifest.ts';
import { attributes, codelistOf, codesOf } from '../observations/components.ts';
import type { StatisticsContext } from './context.ts';
import { localizedName } from './localized.ts';
import type { Resolvers } from './resolver-types.ts';

/** A dimension with its codelist, which no two dimensions share. */
export interface DimensionInDataSet {
  readonly dataSet: DataSet;
  readonly dimension: ManifestDimension;
}

export interface UnitOfMeasure {
  readonly measure: Manifest['measure'];
}

type StructureResolvers = Pick<
  Resolvers<StatisticsContext>,
  'DataStructure' | 'Dimension' | 'Codelist' | 'Code' | 'Measure' | 'Unit' | 'Attribute'
>;

export function structureResolvers(catalogue: Catalogue): StructureResolvers {
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
        connectionFromArray(codesOf(dataSet, dimension, catalogue.regions), args),
    },
    Code: {
      name: localizedName,
      region: ({ id, isRegion }) => (isRegion ? (catalogue.regions.get(id) ?? null) : null),
    },
    Measure: {
      id: () => 'OBS_VALUE',
      name: ({ measure }, args) => localizedName(measure, args),
      unit: (measure) => measure,
      additive: ({ measure }) => measure.additive === true,
    },
    Unit: {
      code: ({ measure }) => measure.unit.code,
      name: ({ measure }, args) => localizedName(measure.unit, args),
    },
    Attribute: { name: localizedName },
  };
}
