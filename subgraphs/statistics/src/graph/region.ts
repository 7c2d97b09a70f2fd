import { connectionFromArray } from '@civic-graph/subgraph-kit';
import type { Catalogue } from '../catalogue.ts';
import type { RegionGeometries } from '../regions/geometry/region-geometries.ts';
import { badInput, list, parseKey, parseRange, quote } from './arguments.ts';
import type { StatisticsContext } from './context.ts';
import { localizedName } from './localized.ts';
import { resolveRegion } from './references.ts';
import type { Resolvers } from './resolver-types.ts';

export function regionResolvers(
  catalogue: Catalogue,
  geometries: RegionGeometries | null,
): Pick<Resolvers<StatisticsContext>, 'Region' | 'RegionGeometry'> {
  return {
    RegionGeometry: {
      geoJson: ({ code }, { detail }) => JSON.stringify(geometries?.get(code, detail)),
    },
    Region: {
      __resolveReference: ({ code }) => resolveRegion(catalogue, code),
      name: localizedName,
      geometry: ({ code }) => (geometries?.get(code, 'FULL') === undefined ? null : { code }),
      parent: ({ parent }) => (parent === null ? null : (catalogue.regions.get(parent) ?? null)),
      children: ({ code }, args) => connectionFromArray(catalogue.regions.childrenOf(code), args),
      indicator: (region, { dataflow, key, ...range }) => {
        const dataSet = catalogue.dataSet(dataflow);
        if (dataSet === undefined) {
          const known = catalogue.dataSets.map(({ manifest }) => manifest.id);
          throw badInput(`dataflow: there is no ${quote(dataflow)}; there are ${list(known)}`);
        }
        const request = {
          dataSet,
          region,
          filters: parseKey(dataSet, key),
          range: parseRange(dataSet, range),
        };
        return catalogue.dataSetsAbout(region.code).includes(dataSet) ? request : null;
      },
      indicators: (region, range) =>
        catalogue
          .dataSetsAbout(region.code)
          .map((dataSet) => ({ dataSet, region, filters: [], range: parseRange(dataSet, range) })),
    },
  };
}
