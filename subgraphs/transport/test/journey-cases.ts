import type { Feed } from '../src/feed/feed.ts';
import { loadFeed } from '../src/gtfs/load-feed.ts';
import { formatGtfsTime } from '../src/gtfs/time.ts';
import type { Itinerary } from '../src/journey/itinerary.ts';
import { runsInMerged } from '../src/journey/merge/merge-runs.ts';
import { mergeTables } from '../src/journey/merge/merge-tables.ts';
import { JourneyPlanner, type JourneyQuery } from '../src/journey/planner.ts';
import { planningTables } from '../src/journey/planning-tables.ts';
import { noRuns, type RealtimeRuns } from '../src/journey/realtime/realtime-runs.ts';
import { buildTimetable } from '../src/journey/timetable.ts';
import { joinPlaces } from '../src/places/join-places.ts';
import { SnapshotBuilder } from '../src/realtime/snapshot-builder.ts';
import { JourneyOracle, type OracleJourney, type OraclePlace, placeIds } from './journey-oracle.ts';
import { item, pick } from './random.ts';
import type { RandomStation } from './random-station.ts';
import {
  type FeedZone,
  filesOf,
  longitude,
  midnight,
  type RandomTrip,
  randomTrips,
  routes,
  stops,
} from './random-timetable.ts';
import { type RealtimeCase, randomUpdates, runsOf } from './random-updates.ts';
import { archiveOf, type Files } from './small-feed.ts';
import { WrittenSource } from './written-source.ts';

/*
 * Compares journeys of the planner with an exhaustive search, on random timetables with random real-time
 * information.
 */

type Random = () => number;

export type QueryKind = 'depart at' | 'arrive by' | 'window' | 'window before';
export const queryKinds: readonly QueryKind[] = ['depart at', 'arrive by', 'window', 'window before'];

/** One compared query; `actual` and `expected` must be equal. */
export interface ComparedQuery {
  readonly label: string;
  readonly kind: QueryKind;
  readonly isRealtime: boolean;
  readonly actual: readonly OracleJourney[];
  readonly expected: readonly OracleJourney[];
  readonly itineraries: readonly Itinerary[];
}

/** The time zones of the feeds among which the trips are divided; `undefined` is that of Finland. */
export type Division = readonly (FeedZone | undefined)[];

/** Compares some queries on one random timetable, whose trips are in one feed or divided among several. */
export async function compareQueries(
  random: Random,
  queries: number,
  division: Division = [undefined],
  station: RandomStation | null = null,
): Promise<ComparedQuery[]> {
  const trips = randomTrips(random);
  const { entities, runs } = randomUpdates(trips, random);
  const { planner, feeds, places } = await planDivided(trips, entities, division, station);
  const scheduled = runsOf(trips);
  const first = item(feeds, 0);
  const row = (place: OraclePlace) => {
    if (typeof place === 'number') return { latitude: place, longitude };
    return places.placeOf({ feed: 0, row: first.stops.ids.get(place) ?? -1 });
  };
  return Array.from({ length: queries }, () => {
    const drawn = drawQuery(random);
    const walks = drawn.wheelchair ? station?.accessibleWalks : station?.walks;
    const oracle = new JourneyOracle(drawn.isRealtime ? runs : scheduled, drawn, walks);
    const excluded = feeds.flatMap((feed) =>
      feed.routes.map(({ id }) => (drawn.excludedRoutes.includes(id) ? 1 : 0)),
    );
    const query: JourneyQuery = {
      from: row(drawn.from),
      to: row(drawn.to),
      departAt: drawn.time,
      ...(drawn.isArrival && { arriveBy: drawn.time }),
      ...(drawn.windowSeconds > 0 && { windowSeconds: drawn.windowSeconds, limit: 1_000 }),
      maxTransfers: drawn.maxTransfers,
      minTransferSeconds: drawn.minTransferSeconds,
      wheelchair: drawn.wheelchair,
      excludedRoutes: Uint8Array.from(excluded),
      realtime: drawn.isRealtime,
    };
    const itineraries = planner.plan(query);
    return {
      label: JSON.stringify(drawn),
      kind: drawn.kind,
      isRealtime: drawn.isRealtime,
      actual: itineraries.map(
        ({ transfers, departure, arrival }) => [transfers, departure, arrival] as const,
      ),
      expected: expectedOf(oracle, drawn),
      itineraries,
    };
  });
}

function withStation(files: Files, station: RandomStation | null): Files {
  if (station === null) return files;
  const stopsFile = [files['stops.txt'], ...station.stopRows].join('\n');
  return { ...files, 'stops.txt': stopsFile, 'pathways.txt': station.pathways };
}

/** A planner for all feeds; the trips of a block are in one of them. */
async function planDivided(
  trips: readonly RandomTrip[],
  entities: RealtimeCase['entities'],
  division: Division,
  station: RandomStation | null,
) {
  const isOf = (index: number, id = '') => Number(/\d+/.exec(id)?.[0]) % division.length === index;
  const now = new Date(midnight(10) * 1000);
  const feeds: Feed[] = [];
  const runs: RealtimeRuns[] = [];
  for (const [index, zone] of division.entries()) {
    const own = trips.filter(({ id }) => isOf(index, id));
    const feed = await loadFeed(archiveOf(withStation(filesOf(own, zone), station)), `T${index}`);
    const source = new WrittenSource('trips', () => now);
    await source.say(
      entities
        .filter(({ tripUpdate }) => isOf(index, tripUpdate?.trip?.tripId))
        .map((entity) => inZone(entity, zone)),
      midnight(10),
    );
    if (source.failure !== null) throw source.failure;
    feeds.push(feed);
    runs.push((await new SnapshotBuilder().build(feed, [source], now)).forJourneys);
  }
  const places = await joinPlaces(feeds);
  const tables = feeds.map(planningTables);
  const planner = new JourneyPlanner(buildTimetable(mergeTables(tables, places)));
  const merged = runs.map((each, index) => runsInMerged(each, index, tables, places));
  // As if one feed after the other had changed.
  for (const [index] of merged.entries())
    planner.useRuns(...merged.slice(0, index), noRuns, ...merged.slice(index + 1));
  planner.useRuns(...merged);
  return { planner, feeds, places };
}

/** Start times of duplicated trips are in the zone of the feed. */
function inZone(entity: RealtimeCase['entities'][number], zone: FeedZone | undefined) {
  const { tripUpdate } = entity;
  const startTime = tripUpdate?.tripProperties?.startTime;
  if (tripUpdate === undefined || startTime === undefined || zone === undefined) return entity;
  const seconds = startTime.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) + zone.secondsAhead;
  const tripProperties = { ...tripUpdate.tripProperties, startTime: formatGtfsTime(seconds) };
  return { ...entity, tripUpdate: { ...tripUpdate, tripProperties } };
}

type Drawn = ReturnType<typeof drawQuery>;

function drawQuery(random: Random) {
  const whole = (below: number) => Math.floor(random() * below);
  const kind = pick(queryKinds, random);
  const isWindow = kind === 'window' || kind === 'window before';
  return {
    kind,
    isArrival: kind === 'arrive by' || kind === 'window before',
    windowSeconds: isWindow ? 3_600 * (1 + whole(24)) : 0,
    from: drawPlace(random),
    to: drawPlace(random),
    // All services are of this day, the previous and the next: the planner covers each.
    time: midnight(10) + whole(86_400),
    maxTransfers: whole(4),
    minTransferSeconds: whole(3) === 0 ? whole(4) * 300 : 0,
    wheelchair: whole(4) === 0,
    excludedRoutes: whole(4) === 0 ? [pick(routes, random)] : [],
    isRealtime: whole(4) > 0,
  };
}

function drawPlace(random: Random): OraclePlace {
  if (random() < 0.75) return pick(placeIds, random);
  return pick(stops, random).latitude + (random() - 0.5) * 0.01;
}

function expectedOf(oracle: JourneyOracle, { kind, time, windowSeconds }: Drawn): OracleJourney[] {
  if (oracle.isSame) return [];
  if (kind === 'depart at') return oracle.leavingFrom(time);
  if (kind === 'arrive by') return oracle.arrivingBy(time);
  const isForward = kind === 'window';
  const rides = oracle
    .all((departure) => !isForward || departure >= time)
    .filter(([, departure, arrival]) =>
      isForward ? departure <= time + windowSeconds : arrival <= time && arrival >= time - windowSeconds,
    );
  if (!Number.isFinite(oracle.walk)) return rides;
  const walk: OracleJourney = isForward ? [0, time, time + oracle.walk] : [0, time - oracle.walk, time];
  return [walk, ...rides].sort((one, other) => one[1] - other[1] || one[2] - other[2] || one[0] - other[0]);
}
