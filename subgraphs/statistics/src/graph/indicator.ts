import type { DataSet } from '../data-sets/data-set.ts';
import type { Observation } from '../observations/observation.ts';
import type { CodeFilter } from '../observations/observation-query.ts';
import type { Region } from '../regions/region.ts';
import type { PeriodRange } from '../time/timeline.ts';
import { badInput } from './arguments.ts';
import type { StatisticsContext } from './context.ts';
import { keyValues, type ObservationInDataSet } from './observation.ts';
import type { Resolvers } from './resolver-types.ts';

/** A request for a region; observations are read only if the query selects series. */
export interface IndicatorRequest {
  readonly dataSet: DataSet;
  readonly region: Region;
  readonly filters: readonly CodeFilter[];
  readonly range: PeriodRange;
}

export interface SeriesInDataSet {
  readonly dataSet: DataSet;
  readonly key: readonly string[];
  readonly observations: readonly ObservationInDataSet[];
}

const maximumSeries = 100;

export const indicatorResolvers: Pick<Resolvers<StatisticsContext>, 'Indicator' | 'Series'> = {
  Indicator: {
    dataflow: ({ dataSet }) => dataSet,
    unit: ({ dataSet }) => dataSet.manifest,
    series: async (request, _args, { loaders }) => {
      const { dataSet, region, filters, range } = request;
      const found = await loaders.regions.load({ dataSet, region: region.code, filters, ...range });
      const series = seriesOf(dataSet, found);
      if (series.length <= maximumSeries) return series;
      throw badInput(`key: ${series.length} series match; name codes so that at most ${maximumSeries} do`);
    },
  },
  Series: {
    key: ({ dataSet, key }) => keyValues(dataSet, key),
    latest: ({ observations }) =>
      observations.findLast(({ observation }) => observation.value !== null) ?? null,
  },
};

/** @param observations by key and period, so that a series ends where the key changes */
function seriesOf(dataSet: DataSet, observations: readonly Observation[]): readonly SeriesInDataSet[] {
  const series: (SeriesInDataSet & { readonly observations: ObservationInDataSet[] })[] = [];
  for (const observation of observations) {
    const { key } = observation;
    const last = series.at(-1);
    if (last !== undefined && isSame(last.key, key)) last.observations.push({ dataSet, observation });
    else series.push({ dataSet, key, observations: [{ dataSet, observation }] });
  }
  return series;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one === other || one.every((code, position) => code === other[position]);
}
