import { connectionFromArray } from '@civic-graph/subgraph-kit';
import type { Clock } from '@civic-graph/tokens';
import type { Catalogue } from '../catalogue.ts';
import { badInput, quote } from './arguments.ts';
import type { StatisticsContext } from './context.ts';
import { parseCustomTable } from './microdata.ts';
import { readable, resolveAgency, resolveDataflow, resolveRegion } from './references.ts';
import { plannedReleases } from './release.ts';
import type { Resolvers } from './resolver-types.ts';

export function queryResolvers(
  catalogue: Catalogue,
  clock: Clock,
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
