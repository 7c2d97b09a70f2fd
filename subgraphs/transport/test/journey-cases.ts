import { loadFeed } from '../src/gtfs/load-feed.ts';
import type { Itinerary } from '../src/journey/itinerary.ts';
import { JourneyPlanner, type JourneyQuery } from '../src/journey/planner.ts';
import { planningTables } from '../src/journey/planning-tables.ts';
import { buildTimetable } from '../src/journey/timetable.ts';
import { SnapshotBuilder } from '../src/realtime/snapshot-builder.ts';
import { JourneyOracle, type OracleJourney, type OraclePlace, placeIds } from './journey-oracle.ts';
import { pick } from './random.ts';
import type { RandomStation } from './random-station.ts';
import { filesOf, longitude, midnight, randomTrips, routes, stops } from './random-timetable.ts';
import { randomUpdates, runsOf } from './random-updates.ts';
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

/** Compares some queries on one random timetable. */
export async function compareQueries(
  random: Random,
  queries: number,
  station: RandomStation | null = null,
): Promise<ComparedQuery[]> {
  const trips = randomTrips(random);
  const feed = await loadFeed(archiveOf(withStation(filesOf(trips), station)), 'T');
  const planner = new JourneyPlanner(buildTimetable(planningTables(feed)));
  const { entities, runs } = randomUpdates(trips, random);
  const now = new Date(midnight(10) * 1000);
  const source = new WrittenSource('trips', () => now);
  await source.say([...entities], midnight(10));
  if (source.failure !== null) throw source.failure;
  const snapshot = await new SnapshotBuilder().build(feed, [source], now);
  planner.useRuns(snapshot.forJourneys);
  const scheduled = runsOf(trips);
  const row = (place: OraclePlace) =>
    typeof place === 'number' ? { latitude: place, longitude } : (feed.stops.indexOf.get(place) ?? -1);
  return Array.from({ length: queries }, () => {
    const drawn = drawQuery(random);
    const walks = drawn.wheelchair ? station?.accessibleWalks : station?.walks;
    const oracle = new JourneyOracle(drawn.isRealtime ? runs : scheduled, drawn, walks);
    const excluded = feed.routes.map(({ id }) => (drawn.excludedRoutes.includes(id) ? 1 : 0));
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
