import type { Catalogue } from '../catalogue.ts';
import type { DataSet } from '../data-sets/data-set.ts';
import { isRegionDimension } from '../data-sets/manifest.ts';
import type { Observation } from '../observations/observation.ts';
import type { RegionDirectory } from '../regions/region-directory.ts';
import type { StatisticsContext } from './context.ts';
import { keyOfGroup, periodOfGroup } from './group.ts';
import { inLanguage } from './localized.ts';
import type { Resolvers } from './resolver-types.ts';

export interface ObservationInDataSet {
  readonly dataSet: DataSet;
  readonly observation: Observation;
}

/** The code of a key in one dimension, by position. */
export interface KeyValueInDataSet {
  readonly dataSet: DataSet;
  readonly position: number;
  readonly code: string;
}

export function keyValues(dataSet: DataSet, key: readonly string[]): readonly KeyValueInDataSet[] {
  return key.map((code, position) => ({ dataSet, position, code }));
}

export function observationResolvers(
  catalogue: Catalogue,
): Pick<Resolvers<StatisticsContext>, 'Observation' | 'KeyValue' | 'ObservationGroup'> {
  return {
    Observation: {
      key: ({ dataSet, observation }) => keyValues(dataSet, observation.key),
      timePeriod: ({ observation }) => observation.period,
      value: ({ observation }) => observation.value,
      obsStatus: ({ observation }) => observation.obsStatus,
      confStatus: ({ observation }) => observation.confStatus,
    },
    ObservationGroup: {
      key: (group) => [...keyOfGroup(group)],
      timePeriod: periodOfGroup,
      value: ({ result }) => result.value,
      parts: ({ result }) => result.parts,
      growth: ({ result }) => result.growth,
      share: ({ result }) => result.share,
      rank: ({ result }) => result.rank,
    },
    KeyValue: {
      id: ({ dataSet, position }) => dataSet.manifest.dimensions[position]?.id ?? '',
      value: ({ code }) => code,
      name: (keyValue, args) => inLanguage(nameOf(keyValue, catalogue.regions), args),
    },
  };
}

function nameOf({ dataSet, position, code }: KeyValueInDataSet, regions: RegionDirectory) {
  const dimension = dataSet.manifest.dimensions[position];
  const name =
    dimension === undefined || isRegionDimension(dimension)
      ? regions.get(code)?.name
      : dimension.codelist.codes.find((entry) => entry.code === code)?.name;
  return name ?? { zh: code, en: code };
}
