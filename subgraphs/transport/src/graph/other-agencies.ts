import { agencyOf } from '../agency-mapping.ts';
import { at } from '../feed/columns.ts';
import { formatIsoDate } from '../gtfs/date.ts';
import { stopsOfRegion } from '../region-stops.ts';
import { modelConnection, rowsIn } from './connections.ts';
import type { TransportResolvers } from './context.ts';
import type { Loaders } from './loaders.ts';
import type { FeedRow } from './mappers.ts';

/** Fields that this subgraph adds to other subgraphs' entities. */
export const otherAgenciesResolvers: Pick<
  TransportResolvers,
  'Agency' | 'Region' | 'Citizen' | 'TransitPass'
> = {
  Agency: {
    routes: ({ id }, args, { loaders }) => modelConnection(routesOfAgency(loaders, id), args),
  },
  Region: {
    stops: ({ code }, args, { loaders }) => modelConnection(stopsIn(loaders, code), args),
  },
  Citizen: {
    transitPasses: ({ uin }, _args, { loaders }) => loaders.passes.load(uin),
  },
  TransitPass: {
    validFrom: ({ validFrom }) => formatIsoDate(validFrom),
    validTo: ({ validTo }) => formatIsoDate(validTo),
    agency: (_pass, _args, { loaders }) => ({ id: agencyOfPasses(loaders) }),
  },
};

function routesOfAgency({ feeds }: Loaders, agency: string): FeedRow[] {
  return feeds.all.flatMap(({ settings: { agencies }, loaded: { feed } }) => {
    const { routes, operators } = feed;
    const operatorOf = (row: number) => at(operators, at(routes, row).operator).id;
    return rowsIn(
      feed,
      [...routes.keys()].filter((row) => agencyOf(agencies, operatorOf(row)) === agency),
    );
  });
}

function stopsIn({ feeds }: Loaders, region: string): readonly FeedRow[] {
  const found = feeds.all.flatMap(({ settings, loaded: { feed } }) =>
    rowsIn(feed, stopsOfRegion(feed, settings.region, region)),
  );
  return feeds.distinct(found);
}

/** The agency of the first feed, because passes belong to no feed. */
function agencyOfPasses({ configured }: Loaders): string {
  return configured[0]?.settings.agencies.others ?? 'transport';
}
