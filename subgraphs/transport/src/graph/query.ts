import { PublicError } from '@civic-graph/errors';
import { connectionFromArray } from '@civic-graph/subgraph-kit';
import { at } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import { locationType } from '../feed/tables.ts';
import { searchWords } from '../search/fold-text.ts';
import type { TextIndex } from '../search/text-index.ts';
import { alertConnection } from './alerts.ts';
import { between } from './arguments.ts';
import { rowConnection } from './connections.ts';
import type { Setting, TransportContext, TransportResolvers } from './context.ts';
import { transitMode } from './enumerations.ts';
import { journeyQuery } from './journey-query.ts';
import { areaOf, vehicleConnection } from './vehicles.ts';

/** Maximum of neighbours, to bound the work of a request. */
const maxNearbyStops = 1000;
/** Longer than any name; every word is searched in every name. */
const maxSearchLength = 100;
const maxSearchWords = 8;

export function queryResolvers({ clock }: Setting): TransportResolvers['Query'] {
  return {
    feed: (_parent, _args, { loaders }) => ({ loaded: loaders.current, refusal: loaders.refusal }),
    stop: (_parent, { gtfsId }, { loaders }) => loaders.stops.load(gtfsId),
    station: (_parent, { gtfsId }, { loaders }) => loaders.stations.load(gtfsId),
    route: (_parent, { gtfsId }, { loaders }) => loaders.routes.load(gtfsId),
    pattern: (_parent, { gtfsId }, { loaders }) => loaders.patterns.load(gtfsId),
    trip: (_parent, { gtfsId }, { loaders }) => loaders.trips.load(gtfsId),
    stops: (_parent, args, { loaders: { current } }) =>
      rowConnection(current.feed, stopsNamed(current.feed, locationType.stop, args.search), args),
    stations: (_parent, args, { loaders: { current } }) =>
      rowConnection(current.feed, stopsNamed(current.feed, locationType.station, args.search), args),
    routes: (_parent, args, { loaders: { current } }) => {
      const { routes, names } = current.feed;
      const rows = named(names.routes, routes.keys(), args.search).filter(
        (row) => !args.mode || transitMode(at(routes, row).type) === args.mode,
      );
      return rowConnection(current.feed, rows, args);
    },
    stopsNear: (_parent, args, { loaders: { current } }) => {
      const latitude = between(args.latitude, 'latitude', [-90, 90], 0);
      const longitude = between(args.longitude, 'longitude', [-180, 180], 0);
      const radius = between(args.radiusMeters, 'radiusMeters', [1, 10_000], 500);
      const { feed } = current;
      const found = feed.locator.near(latitude, longitude, radius, maxNearbyStops);
      const { edges, pageInfo } = connectionFromArray(found, args);
      return {
        pageInfo,
        edges: edges.map(({ cursor, node: { stop, meters } }) => ({
          cursor,
          distanceMeters: Math.round(meters * 10) / 10,
          node: { feed, row: stop },
        })),
      };
    },
    alerts: (_parent, args, { loaders: { realtime } }) => alertConnection(realtime, args, clock),
    vehicles: (_parent, args, { loaders: { realtime } }) =>
      vehicleConnection(realtime, realtime.vehicles.within(areaOf(args)), args),
    planJourney: async (_parent, args, context) => {
      const { loaders, principal, requestId: request, signal } = context;
      const { feed, journeys } = loaders.current;
      const query = await journeyQuery(args, loaders, clock);
      const caller = { app: appOf(principal), request, signal };
      const { itineraries, searchedSeconds, basis } = await journeys.plan(query, caller);
      // The planner may be a moment ahead of this request, and added trips have rows of their own.
      const isSame = basis === null || basis === loaders.realtime.trips;
      const realtime = isSame ? loaders.realtime : { ...loaders.realtime, trips: basis };
      return { feed, query, itineraries, searchedSeconds, realtime };
    },
  };
}

/** All anonymous callers share one place in the fair queue, so that apps with tokens are served. */
function appOf(principal: TransportContext['principal']): string {
  return principal.kind === 'anonymous' ? '' : principal.clientId;
}

function stopsNamed({ stops, names }: Feed, kind: number, search: string | null | undefined): number[] {
  return named(names.stops, stops.ids.keys(), search).filter((row) => at(stops.kinds, row) === kind);
}

function named(index: TextIndex, rows: Iterable<number>, search: string | null | undefined): number[] {
  if (search && search.length > maxSearchLength) {
    throw new PublicError('BAD_USER_INPUT', `search: longer than ${maxSearchLength} characters`);
  }
  if (search && searchWords(search).length > maxSearchWords) {
    throw new PublicError('BAD_USER_INPUT', `search: more than ${maxSearchWords} different words`);
  }
  return index.search(search ?? '') ?? Array.from(rows);
}
