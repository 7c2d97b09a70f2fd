import { loadFeed } from '../src/gtfs/load-feed.ts';
import type { Itinerary } from '../src/journey/itinerary.ts';
import { JourneyPlanner } from '../src/journey/planner.ts';
import { planningTables } from '../src/journey/planning-tables.ts';
import { buildTimetable } from '../src/journey/timetable.ts';
import { JourneyOracle } from './journey-oracle.ts';
import { item, pick } from './random.ts';
import { filesOf, midnight, randomTrips, stops } from './random-timetable.ts';
import { runsOf } from './random-updates.ts';
import { archiveOf } from './small-feed.ts';

/*
 * Compares journeys by way of a station with an exhaustive search, on random timetables. The search combines
 * the earliest arrivals of its two parts for every platform and every division of the vehicles, and finds the
 * best departure by bisection.
 */

type Random = () => number;

/** Vehicles, departure and arrival. A vehicle that passengers stay in at the station counts twice. */
export type ViaJourney = readonly [number, number, number];

export interface ViaQuery {
  readonly from: string;
  readonly platforms: readonly string[];
  readonly to: string;
  readonly time: number;
  readonly isArrival: boolean;
  readonly staySeconds: number;
  readonly minTransferSeconds: number;
  readonly maxTransfers: number;
}

export interface ComparedVia {
  readonly query: ViaQuery;
  readonly actual: readonly ViaJourney[];
  readonly expected: readonly ViaJourney[];
  readonly itineraries: readonly Itinerary[];
}

const ids = stops.map(({ id }) => id);
const station = stops.filter(({ station: of }) => of !== '').map(({ id }) => id);

/** Compares some queries on one random timetable. */
export async function compareVia(random: Random, queries: number): Promise<ComparedVia[]> {
  const trips = randomTrips(random);
  const feed = await loadFeed(archiveOf(filesOf(trips)), 'T');
  const planner = new JourneyPlanner(buildTimetable(planningTables(feed)));
  const runs = runsOf(trips);
  const row = (id: string) => feed.stops.ids.get(id) ?? -1;
  return Array.from({ length: queries }, () => {
    const query = drawQuery(random);
    const itineraries = planner.plan({
      from: row(query.from),
      to: row(query.to),
      via: [{ stops: query.platforms.map(row), staySeconds: query.staySeconds }],
      departAt: query.time,
      ...(query.isArrival && { arriveBy: query.time }),
      maxTransfers: query.maxTransfers,
      minTransferSeconds: query.minTransferSeconds,
    });
    return { query, itineraries, actual: itineraries.map(journeyOf), expected: expectedOf(runs, query) };
  });
}

function drawQuery(random: Random): ViaQuery {
  const whole = (below: number) => Math.floor(random() * below);
  const platforms = whole(3) === 0 ? station : [pick(ids, random)];
  const ends = ids.filter((id) => !platforms.includes(id));
  return {
    platforms,
    from: pick(ends, random),
    to: pick(ends, random),
    time: midnight(10) + whole(86_400),
    isArrival: whole(2) === 0,
    staySeconds: whole(2) === 0 ? 0 : whole(3_600),
    minTransferSeconds: whole(3) === 0 ? 300 : 0,
    maxTransfers: whole(4),
  };
}

function journeyOf({ legs, departure, arrival }: Itinerary): ViaJourney {
  const rides = legs.filter((leg) => leg.kind === 'transit');
  const vehicles = rides.filter(
    (ride, index) => !ride.staysAboard || rides[index - 1]?.trip === ride.trip,
  ).length;
  return [vehicles, departure, arrival];
}

/** Longer than any journey of a random timetable. */
const longest = 3 * 86_400;

function expectedOf(runs: ReturnType<typeof runsOf>, query: ViaQuery): ViaJourney[] {
  const arrivals = arrivalsOf(runs, query);
  const most = query.maxTransfers + 1;
  const { time } = query;
  const found: ViaJourney[] = [];
  if (!query.isArrival) {
    for (const [vehicles, arrival] of arrivals(time, most).entries()) {
      if (arrival >= (found.at(-1)?.[2] ?? Number.POSITIVE_INFINITY)) continue;
      const departure = latest(time, arrival, (at) => item(arrivals(at, vehicles), vehicles) <= arrival);
      found.push([vehicles, departure, arrival]);
    }
    return found;
  }
  for (let vehicles = 0; vehicles <= most; vehicles += 1) {
    const isInTime = (at: number) => item(arrivals(at, vehicles), vehicles) <= time;
    if (!isInTime(time - longest)) continue;
    const departure = latest(time - longest, time, isInTime);
    if (departure <= (found.at(-1)?.[1] ?? Number.NEGATIVE_INFINITY)) continue;
    found.push([vehicles, departure, item(arrivals(departure, vehicles), vehicles)]);
  }
  return found;
}

/** The earliest arrival by way of the station, for an instant and up to a number of vehicles. */
function arrivalsOf(runs: ReturnType<typeof runsOf>, query: ViaQuery) {
  const { from, to, platforms, maxTransfers, minTransferSeconds, staySeconds } = query;
  const rules = { minTransferSeconds, maxTransfers, wheelchair: false, excludedRoutes: [] };
  const parts = platforms.map((platform) => ({
    first: new JourneyOracle(runs, { ...rules, from, to: platform }),
    second: new JourneyOracle(runs, { ...rules, from: platform, to }),
  }));
  const stay = Math.max(staySeconds, minTransferSeconds);
  return (departAt: number, most: number): number[] => {
    const best = Array.from({ length: most + 1 }, () => Number.POSITIVE_INFINITY);
    for (const { first, second } of parts) {
      for (const [before, reached] of first.arrivalsFrom(departAt).entries()) {
        if (!Number.isFinite(reached) || before > most) continue;
        for (const [after, arrival] of second.arrivalsFrom(reached + stay).entries()) {
          const vehicles = before + after;
          if (vehicles <= most) best[vehicles] = Math.min(item(best, vehicles), arrival);
        }
      }
    }
    for (let vehicles = 1; vehicles <= most; vehicles += 1) {
      best[vehicles] = Math.min(item(best, vehicles), item(best, vehicles - 1));
    }
    return best;
  };
}

/** The latest instant from `from` on, up to `to`, at which something is still so. */
function latest(from: number, to: number, isSo: (at: number) => boolean): number {
  let [low, high] = [from, to + 1];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isSo(middle)) low = middle;
    else high = middle;
  }
  return low;
}
