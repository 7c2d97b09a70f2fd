import { PublicError } from '@civic-graph/errors';
import { connectionFromArray } from '@civic-graph/subgraph-kit';
import { at } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import { locationType } from '../feed/tables.ts';
import type { FeedsInService } from '../feeds/feeds-in-service.ts';
import type { Coordinates } from '../journey/query/journey-query.ts';
import { searchWords } from '../search/fold-text.ts';
import { searchTexts, type TextIndex } from '../search/text-index.ts';
import { alertConnection } from './alerts.ts';
import { between } from './arguments.ts';
import { modelConnection, nearestNeeded } from './connections.ts';
import type { Setting, TransportContext, TransportResolvers } from './context.ts';
import { transitMode } from './enumerations.ts';
import { itineraryModel } from './journey-legs.ts';
import { journeyQuery } from './journey-query.ts';
import { ListedPlaces, ListedRows } from './listed-rows.ts';
import type { FeedRow } from './mappers.ts';
import { onDemandConnection } from './on-demand.ts';
import { rentalQueries } from './rentals.ts';
import { areaOf, vehiclesWithin } from './vehicles.ts';

/** Longer than any name; every word is searched in every name. */
const maxSearchLength = 100;
const maxSearchWords = 8;

export function queryResolvers({ clock, rentals }: Setting): TransportResolvers['Query'] {
  return {
    feed: (_parent, _args, { loaders: { feeds, configured } }) => {
      const served = at(feeds.all, 0);
      const own = configured.find(({ settings }) => settings === served.settings);
      return own === undefined ? null : { served, configured: own };
    },
    feeds: (_parent, _args, { loaders: { feeds, configured } }) =>
      configured.map((each) => ({
        configured: each,
        served: feeds.all.find(({ settings }) => settings === each.settings) ?? null,
      })),
    stop: (_parent, { gtfsId }, { loaders }) => loaders.stops.load(gtfsId),
    station: (_parent, { gtfsId }, { loaders }) => loaders.stations.load(gtfsId),
    route: (_parent, { gtfsId }, { loaders }) => loaders.routes.load(gtfsId),
    pattern: (_parent, { gtfsId }, { loaders }) => loaders.patterns.load(gtfsId),
    trip: (_parent, { gtfsId }, { loaders }) => loaders.trips.load(gtfsId),
    stops: (_parent, args, { loaders: { feeds } }) =>
      modelConnection(placesNamed(feeds, locationType.stop, args.search), args),
    stations: (_parent, args, { loaders: { feeds } }) =>
      modelConnection(placesNamed(feeds, locationType.station, args.search), args),
    routes: (_parent, args, { loaders: { feeds } }) => {
      const found = named(feeds, args.search, {
        all: () => feeds.all.flatMap(({ loaded: { feed } }) => routeRows.of(feed)),
        names: ({ names }) => names.routes,
      });
      const ofMode = found.filter(
        ({ feed, row }) => !args.mode || transitMode(at(feed.routes, row).type) === args.mode,
      );
      return modelConnection(ofMode, args);
    },
    stopsNear: (_parent, args, { loaders: { feeds } }) => {
      const latitude = between(args.latitude, 'latitude', [-90, 90], 0);
      const longitude = between(args.longitude, 'longitude', [-180, 180], 0);
      const radius = between(args.radiusMeters, 'radiusMeters', [1, 10_000], 500);
      const found = stopsAround(feeds, { latitude, longitude }, radius, nearestNeeded(args));
      const { edges, pageInfo } = connectionFromArray(found, args);
      return {
        pageInfo,
        edges: edges.map(({ cursor, node: { feed, row, meters } }) => ({
          cursor,
          distanceMeters: Math.round(meters * 10) / 10,
          node: { feed, row },
        })),
      };
    },
    ...rentalQueries(rentals),
    onDemandServices: (_parent, args, { loaders: { feeds } }) => onDemandConnection(feeds, args, clock),
    alerts: (_parent, args, { loaders: { feeds } }) => alertConnection(feeds, args, clock),
    vehicles: (_parent, args, { loaders: { feeds } }) =>
      modelConnection(vehiclesWithin(feeds, areaOf(args)), args),
    planJourney: async (_parent, args, context) => {
      const { loaders, principal, requestId: request, signal } = context;
      const query = await journeyQuery(args, loaders, clock);
      const { all, network } = loaders.feeds;
      const caller = { app: appOf(principal), request, signal };
      const { itineraries, searchedSeconds, bases } = await network.journeys.plan(query, caller);
      const feeds = all.map(({ index, loaded: { feed }, realtime }) => {
        // The planner may be a moment ahead of this request, and added trips have rows of their own.
        const trips = bases[index] ?? realtime.trips;
        return { feed, realtime: trips === realtime.trips ? realtime : { ...realtime, trips } };
      });
      const setting = { feeds, places: network.places, query };
      const models = itineraries.map((planned) => itineraryModel(planned, setting));
      return { ...setting, itineraries: models, searchedSeconds };
    },
  };
}

/** All anonymous callers share one place in the fair queue, so that apps with tokens are served. */
function appOf(principal: TransportContext['principal']): string {
  return principal.kind === 'anonymous' ? '' : principal.clientId;
}

/**
 * The nearest places of all feeds. A place has at most one stop of a feed, so its nearest stop is among
 * the `most` nearest of that feed.
 */
function stopsAround(
  feeds: FeedsInService,
  { latitude, longitude }: Coordinates,
  radius: number,
  most: number,
) {
  const found = feeds.all.flatMap(({ loaded: { feed } }) =>
    feed.locator
      .near(latitude, longitude, radius, most)
      .map(({ stop, meters }) => ({ feed, row: stop, meters })),
  );
  return feeds.distinct(found.sort((one, other) => one.meters - other.meters)).slice(0, most);
}

const routeRows = new ListedRows(({ routes }) => routes.keys());
const allStops = new ListedPlaces(locationType.stop);
const allStations = new ListedPlaces(locationType.station);

function placesNamed(
  feeds: FeedsInService,
  kind: number,
  search: string | null | undefined,
): readonly FeedRow[] {
  const all = () => (kind === locationType.stop ? allStops : allStations).of(feeds);
  const found = named(feeds, search, { all, names: ({ names }) => names.stops });
  if (!search) return found;
  return feeds.distinct(found.filter(({ feed, row }) => at(feed.stops.kinds, row) === kind));
}

/** A table in which a search finds rows. */
interface SearchedTable {
  /** What no search leaves out. */
  readonly all: () => readonly FeedRow[];
  readonly names: (feed: Feed) => TextIndex;
}

function named(
  inService: FeedsInService,
  search: string | null | undefined,
  { all, names }: SearchedTable,
): readonly FeedRow[] {
  if (search && search.length > maxSearchLength) {
    throw new PublicError('BAD_USER_INPUT', `search: longer than ${maxSearchLength} characters`);
  }
  if (search && searchWords(search).length > maxSearchWords) {
    throw new PublicError('BAD_USER_INPUT', `search: more than ${maxSearchWords} different words`);
  }
  const feeds = inService.all.map(({ loaded: { feed } }) => feed);
  const found = searchTexts(feeds.map(names), search ?? '');
  if (found === null) return all();
  return found.map(({ index, row }) => ({ feed: at(feeds, index), row }));
}
