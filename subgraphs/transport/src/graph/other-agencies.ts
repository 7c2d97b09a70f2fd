import { agencyOf } from '../agency-mapping.ts';
import { at } from '../feed/columns.ts';
import { formatIsoDate } from '../gtfs/date.ts';
import { stopsOfRegion } from '../region-stops.ts';
import { rowConnection } from './connections.ts';
import type { Setting, TransportResolvers } from './context.ts';

/** Fields that this subgraph adds to other subgraphs' entities. */
export function otherAgenciesResolvers({
  region,
  agencies,
}: Setting): Pick<TransportResolvers, 'Agency' | 'Region' | 'Citizen' | 'TransitPass'> {
  return {
    Agency: {
      routes: ({ id }, args, { loaders: { current } }) => {
        const { routes, operators } = current.feed;
        const rows = [...routes.keys()].filter(
          (row) => agencyOf(agencies, at(operators, at(routes, row).operator).id) === id,
        );
        return rowConnection(current.feed, rows, args);
      },
    },
    Region: {
      stops: ({ code }, args, { loaders: { current } }) =>
        rowConnection(current.feed, stopsOfRegion(current.feed, region, code), args),
    },
    Citizen: {
      transitPasses: ({ uin }, _args, { loaders }) => loaders.passes.load(uin),
    },
    TransitPass: {
      validFrom: ({ validFrom }) => formatIsoDate(validFrom),
      validTo: ({ validTo }) => formatIsoDate(validTo),
      agency: () => ({ id: agencies.others ?? 'transport' }),
    },
  };
}
