import { PublicError } from '@civic-graph/errors';
import { at } from '../feed/columns.ts';
import { platformsOf } from '../feed/platforms.ts';
import { basesOf } from '../journey/merge/columns.ts';
import type { Coordinates, JourneyQuery, Place, Via } from '../journey/query/journey-query.ts';
import { between, instantOf } from './arguments.ts';
import { transitMode } from './enumerations.ts';
import type { Loaders } from './loaders.ts';
import type { QueryPlanJourneyArgs } from './resolver-types.ts';

const secondsPerDay = 86_400;
const maxExcludedRoutes = 100;
const maxVia = 2;

/**
 * The arguments of `planJourney`, checked.
 *
 * @throws PublicError BAD_USER_INPUT that names the argument
 */
export async function journeyQuery(
  args: QueryPlanJourneyArgs,
  loaders: Loaders,
  clock: () => Date,
): Promise<JourneyQuery> {
  const { departAt, arriveBy } = args;
  const [from, to] = await Promise.all([
    placeOf(args.from, args.fromCoordinates, 'from', loaders),
    placeOf(args.to, args.toCoordinates, 'to', loaders),
  ]);
  if (departAt && arriveBy) throw invalid('arriveBy', 'give either departAt or arriveBy');
  return {
    from,
    to,
    via: await viaOf(args, [from, to], loaders),
    departAt: instantOf(departAt, 'departAt', clock),
    ...(arriveBy && { arriveBy: instantOf(arriveBy, 'arriveBy', clock) }),
    windowSeconds: between(args.windowSeconds, 'windowSeconds', [0, secondsPerDay], 0),
    limit: between(args.first, 'first', [1, 100], 5),
    maxTransfers: between(args.maxTransfers, 'maxTransfers', [0, 6], 4),
    minTransferSeconds: between(args.minTransferSeconds, 'minTransferSeconds', [0, 3_600], 0),
    wheelchair: args.wheelchair ?? false,
    realtime: args.realtime ?? true,
    ...(await excluded(args, loaders)),
  };
}

/** Row of a stop or a station, or coordinates. */
async function placeOf(
  gtfsId: string | null | undefined,
  coordinates: Coordinates | null | undefined,
  argument: string,
  loaders: Loaders,
): Promise<Place> {
  const other = `${argument}Coordinates`;
  if (gtfsId && coordinates) throw invalid(other, `give either ${argument} or ${other}`);
  if (coordinates) {
    const { latitude, longitude } = coordinates;
    return {
      latitude: between(latitude, `${other}.latitude`, [-90, 90], 0),
      longitude: between(longitude, `${other}.longitude`, [-180, 180], 0),
    };
  }
  if (!gtfsId) throw invalid(argument, `give ${argument} or ${other}`);
  return rowOf(gtfsId, argument, loaders);
}

/** Row of the place of a stop or a station. */
async function rowOf(gtfsId: string, argument: string, { stops, stations, feeds }: Loaders): Promise<number> {
  const place = (await stops.load(gtfsId)) ?? (await stations.load(gtfsId));
  if (place === null) throw invalid(argument, 'there is no stop or station with this gtfsId');
  return feeds.network.places.placeOf({ feed: feeds.of(place.feed).index, row: place.row });
}

/** All platforms that any feed lists for a station, or the stop itself. */
function platformsAt({ feeds }: Loaders, place: number): number[] {
  const { places } = feeds.network;
  const platforms = places.membersOf(place).flatMap(({ feed, row }) => {
    const { stops } = at(feeds.all, feed).loaded.feed;
    return platformsOf(stops, row).map((platform) => places.placeOf({ feed, row: platform }));
  });
  return [...new Set(platforms)];
}

/** Stops or platforms to visit; none of them is where the journey begins, ends, or was before. */
async function viaOf(
  { via, windowSeconds }: QueryPlanJourneyArgs,
  ends: readonly Place[],
  loaders: Loaders,
): Promise<readonly Via[]> {
  const given = via ?? [];
  if (given.length > maxVia) throw invalid('via', `more than ${maxVia} stops or stations`);
  if (given.length > 0 && windowSeconds) throw invalid('via', 'leave out windowSeconds');
  const visited = new Set(
    ends.flatMap((place) => (typeof place === 'number' ? platformsAt(loaders, place) : [])),
  );
  const found: Via[] = [];
  for (const { gtfsId, minimumStaySeconds } of given) {
    const platforms = platformsAt(loaders, await rowOf(gtfsId, 'via', loaders));
    if (platforms.some((stop) => visited.has(stop))) {
      throw invalid('via', 'a stop is given twice, or is an end of the journey');
    }
    for (const stop of platforms) visited.add(stop);
    const staySeconds = between(minimumStaySeconds, 'via.minimumStaySeconds', [0, secondsPerDay], 0);
    found.push({ stops: platforms, staySeconds });
  }
  return found;
}

/** Routes that must not be used, if there are any. */
async function excluded(
  { modes, excludedRoutes }: QueryPlanJourneyArgs,
  { routes, feeds }: Loaders,
): Promise<Pick<JourneyQuery, 'excludedRoutes'>> {
  if (!modes && !excludedRoutes) return {};
  const ids = excludedRoutes ?? [];
  if (ids.length > maxExcludedRoutes)
    throw invalid('excludedRoutes', `more than ${maxExcludedRoutes} routes`);
  const tables = feeds.all.map(({ loaded }) => loaded.feed.routes);
  const firstRows = basesOf(tables.map(({ length }) => length));
  const rows = Uint8Array.from(tables.flat(), ({ type }) =>
    modes && !modes.includes(transitMode(type)) ? 1 : 0,
  );
  for (const id of ids) {
    const route = await routes.load(id);
    if (route === null) throw invalid('excludedRoutes', 'one of these gtfsIds is not that of a route');
    rows[at(firstRows, feeds.of(route.feed).index) + route.row] = 1;
  }
  return { excludedRoutes: rows };
}

function invalid(argument: string, problem: string): PublicError {
  return new PublicError('BAD_USER_INPUT', `${argument}: ${problem}`);
}
