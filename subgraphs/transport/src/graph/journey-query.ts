import { PublicError } from '@civic-graph/errors';
import { at } from '../feed/columns.ts';
import { platformsOf } from '../feed/platforms.ts';
import type { ServedFeed } from '../feeds/feeds-in-service.ts';
import type { Coordinates, JourneyQuery, Place, Via } from '../journey/query/journey-query.ts';
import { between, instantOf } from './arguments.ts';
import { transitMode } from './enumerations.ts';
import type { Loaders } from './loaders.ts';
import type { QueryPlanJourneyArgs } from './resolver-types.ts';

const secondsPerDay = 86_400;
const maxExcludedRoutes = 100;
const maxVia = 2;

/** A journey to plan, and the feed whose rows the query has. */
export interface JourneyQueryOfFeed {
  readonly served: ServedFeed;
  readonly query: JourneyQuery;
}

/**
 * The arguments of `planJourney`, checked.
 *
 * @throws PublicError BAD_USER_INPUT that names the argument
 */
export async function journeyQuery(
  args: QueryPlanJourneyArgs,
  loaders: Loaders,
  clock: () => Date,
): Promise<JourneyQueryOfFeed> {
  const { departAt, arriveBy } = args;
  const served = feedOf(args, loaders);
  const [from, to] = await Promise.all([
    placeOf(args.from, args.fromCoordinates, 'from', loaders),
    placeOf(args.to, args.toCoordinates, 'to', loaders),
  ]);
  if (departAt && arriveBy) throw invalid('arriveBy', 'give either departAt or arriveBy');
  const query: JourneyQuery = {
    from,
    to,
    via: await viaOf(args, [from, to], loaders, served),
    departAt: instantOf(departAt, 'departAt', clock),
    ...(arriveBy && { arriveBy: instantOf(arriveBy, 'arriveBy', clock) }),
    windowSeconds: between(args.windowSeconds, 'windowSeconds', [0, secondsPerDay], 0),
    limit: between(args.first, 'first', [1, 100], 5),
    maxTransfers: between(args.maxTransfers, 'maxTransfers', [0, 6], 4),
    minTransferSeconds: between(args.minTransferSeconds, 'minTransferSeconds', [0, 3_600], 0),
    wheelchair: args.wheelchair ?? false,
    realtime: args.realtime ?? true,
    ...(await excluded(args, loaders, served)),
  };
  return { served, query };
}

/** The feed of the stops, else the first one. */
function feedOf({ from, to, via }: QueryPlanJourneyArgs, { feeds }: Loaders): ServedFeed {
  const ids = [from, to, ...(via ?? []).map(({ gtfsId }) => gtfsId)].flatMap((id) => id ?? []);
  const served = new Set(ids.flatMap((id) => feeds.find(id)?.served ?? []));
  if (served.size > 1) throw invalid('to', 'all stops and stations must be of one feed');
  return [...served][0] ?? at(feeds.all, 0);
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

/** Row of a stop or a station. */
async function rowOf(gtfsId: string, argument: string, { stops, stations }: Loaders): Promise<number> {
  const place = (await stops.load(gtfsId)) ?? (await stations.load(gtfsId));
  if (place === null) throw invalid(argument, 'there is no stop or station with this gtfsId');
  return place.row;
}

/** Stops or platforms to visit; none of them is where the journey begins, ends, or was before. */
async function viaOf(
  { via, windowSeconds }: QueryPlanJourneyArgs,
  ends: readonly Place[],
  loaders: Loaders,
  { loaded }: ServedFeed,
): Promise<readonly Via[]> {
  const { stops } = loaded.feed;
  const given = via ?? [];
  if (given.length > maxVia) throw invalid('via', `more than ${maxVia} stops or stations`);
  if (given.length > 0 && windowSeconds) throw invalid('via', 'leave out windowSeconds');
  const visited = new Set(
    ends.flatMap((place) => (typeof place === 'number' ? platformsOf(stops, place) : [])),
  );
  const found: Via[] = [];
  for (const { gtfsId, minimumStaySeconds } of given) {
    const platforms = platformsOf(stops, await rowOf(gtfsId, 'via', loaders));
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
  { routes }: Loaders,
  { loaded: { feed } }: ServedFeed,
): Promise<Pick<JourneyQuery, 'excludedRoutes'>> {
  if (!modes && !excludedRoutes) return {};
  const ids = excludedRoutes ?? [];
  if (ids.length > maxExcludedRoutes)
    throw invalid('excludedRoutes', `more than ${maxExcludedRoutes} routes`);
  const rows = Uint8Array.from(feed.routes, ({ type }) =>
    modes && !modes.includes(transitMode(type)) ? 1 : 0,
  );
  for (const id of ids) {
    const route = await routes.load(id);
    if (route === null) throw invalid('excludedRoutes', 'one of these gtfsIds is not that of a route');
    if (route.feed === feed) rows[route.row] = 1;
  }
  return { excludedRoutes: rows };
}

function invalid(argument: string, problem: string): PublicError {
  return new PublicError('BAD_USER_INPUT', `${argument}: ${problem}`);
}
