import { connectionFromArray } from '@civic-graph/subgraph-kit';
import type { Clock } from '@civic-graph/tokens';
import type { Catalogue } from '../catalogue.ts';
import type { RegionGeometries } from '../regions/geometry/region-geometries.ts';
import type { Region } from '../regions/region.ts';
import { badInput, quote } from './arguments.ts';
import type { StatisticsContext } from './context.ts';
import { parseCustomTable } from './microdata.ts';
import { readable, resolveAgency, resolveDataflow, resolveRegion } from './references.ts';
import { plannedReleases } from './release.ts';
import type { Resolvers } from './resolver-types.ts';

export function queryResolvers(
  catalogue: Catalogue,
  clock: Clock,
  geometries: RegionGeometries | null,
): Pick<Resolvers<StatisticsContext>, 'Query' | 'Agency'> {
  return {
    Query: {
      dataflows: (_parent, { agency, ...args }) =>
        connectionFromArray(agency == null ? catalogue.dataSets : catalogue.dataSetsOf(agency), args),
      dataflow: (_parent, { id, asOf }) =>
        asOf == null
          ? resolveDataflow(catalogue, id)
          : (readable(catalogue.dataSetAt(id, new Date(asOf))) ?? null),
      microdata: () => [...catalogue.microdata],
      customTable: (_parent, args) => parseCustomTable(catalogue, args),
      releaseCalendar: () => [...plannedReleases(catalogue, clock())],
      region: (_parent, { code }) => resolveRegion(catalogue, code),
      regionAt: (_parent, { latitude, longitude, level }) => {
        if (Math.abs(latitude) > 90) throw badInput(`latitude: ${latitude} is not between -90 and 90`);
        if (Math.abs(longitude) > 180) throw badInput(`longitude: ${longitude} is not between -180 and 180`);
        const codes = geometries?.at(longitude, latitude) ?? [];
        const found = codes.flatMap((code) => catalogue.regions.get(code) ?? []);
        const wanted = level == null ? found : found.filter((region) => region.level === level);
        return wanted.toSorted((a, b) => depthOf(b) - depthOf(a) || (a.code < b.code ? -1 : 1))[0] ?? null;
      },
      regions: (_parent, { level = null, parent = null, ...args }) => {
        if (parent !== null && catalogue.regions.get(parent) === undefined) {
          throw badInput(
            `parent: there is no region ${quote(parent)}; accepted are codes such as 330000 or CHN`,
          );
        }
        return connectionFromArray(catalogue.regions.list(level, parent), args);
      },
    },
    Agency: {
      __resolveReference: ({ id }) => resolveAgency(id),
      dataflows: ({ id }, args) => connectionFromArray(catalogue.dataSetsOf(id), args),
    },
  };
}

/** Areas of a data set have no level of their own, and count as the widest. */
const levels = ['AREA', 'COUNTRY', 'PROVINCE', 'PREFECTURE', 'COUNTY'] as const;

function depthOf({ level }: Region): number {
  return levels.indexOf(level);
}
