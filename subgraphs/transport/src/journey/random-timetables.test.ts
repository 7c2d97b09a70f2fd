import { randomFractions } from '@civic-graph/testing';
import { expect, it } from 'vitest';
import { pick, printedSeed } from '../../test/random.ts';
import { archiveOf, smallFeed } from '../../test/small-feed.ts';
import { loadFeed } from '../gtfs/load-feed.ts';
import { formatGtfsTime } from '../gtfs/time.ts';
import { JourneyPlanner } from './planner.ts';
import { planningTables } from './planning-tables.ts';
import { buildTimetable } from './timetable.ts';

/*
 * Compares the planner with an exhaustive search on random timetables with loops, overtaking, single-day
 * services, long trips, boarding rules and footpaths.
 */

interface Call {
  readonly stop: string;
  readonly arrival: number;
  readonly departure: number;
  readonly boards: boolean;
  readonly alights: boolean;
}

interface Trip {
  readonly id: string;
  /** Service days in June 2017. */
  readonly days: readonly number[];
  readonly calls: readonly Call[];
}

/** Stops 250 m apart in a row, and a station with distant platforms. */
const stops = [
  ...Array.from({ length: 6 }, (_, index) => ({
    id: `s${index}`,
    latitude: 62 + Math.floor(index / 2) * 0.1 + (index % 2) * 0.00225,
    station: '',
  })),
  { id: 'p1', latitude: 63, station: 'S' },
  { id: 'p2', latitude: 63.02, station: 'S' },
];
const platforms = new Map<string, readonly string[]>([
  ...stops.map(({ id }) => [id, [id]] as const),
  ['S', ['p1', 'p2']],
]);

/** Midnight of a day of June in Finland; clocks do not change in that month. */
const midnight = (day: number) => Date.UTC(2017, 5, day) / 1000 - 3 * 3600;

function walkSeconds(from: string, to: string): number {
  const [one, other] = [from, to].map((id) => stops.find((stop) => stop.id === id)!);
  const meters = (Math.abs(one!.latitude - other!.latitude) * Math.PI * 6_371_000) / 180;
  if (meters > 400 && (one!.station === '' || one!.station !== other!.station))
    return Number.POSITIVE_INFINITY;
  return Math.max(60, Math.ceil((meters * 1.3) / 1.25));
}

function randomTrips(random: () => number): Trip[] {
  const whole = (below: number) => Math.floor(random() * below);
  const ways = Array.from({ length: 4 }, () => {
    const way: string[] = [];
    while (way.length < 3 + whole(4)) {
      const next = pick(stops, random).id;
      if (next !== way.at(-1)) way.push(next);
    }
    return way;
  });
  return Array.from({ length: 24 }, (_, index) => {
    let now = whole(30) < 3 ? 86_400 + whole(100) * 1_800 : whole(24) * 1_800;
    const calls = pick(ways, random).map((stop) => {
      const arrival = now + whole(4) * 300;
      const departure = arrival + whole(3) * 60;
      now = departure;
      return { stop, arrival, departure, boards: whole(8) > 0, alights: whole(8) > 0 };
    });
    return { id: `t${index}`, days: [9, 10, 11].filter(() => whole(3) > 0), calls };
  });
}

function filesOf(trips: readonly Trip[]) {
  const times = trips.flatMap(({ id, calls }) =>
    calls.map(({ stop, arrival, departure, boards, alights }, sequence) =>
      [id, ...[arrival, departure].map(formatGtfsTime), stop, sequence, boards ? 0 : 1, alights ? 0 : 1].join(
        ',',
      ),
    ),
  );
  const days = trips.flatMap(({ id, days }) =>
    days.map((day) => `${id},201706${String(day).padStart(2, '0')},1`),
  );
  return {
    ...smallFeed,
    'stops.txt': [
      'stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station',
      'S,S,63,27,1,',
      ...stops.map(({ id, latitude, station }) => `${id},${id},${latitude},27,0,${station}`),
    ].join('\n'),
    // A service that never runs, for trips without a day.
    'calendar_dates.txt': ['service_id,date,exception_type', ...days].join('\n'),
    'calendar.txt': [
      'service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date',
      ...trips.map(({ id }) => `${id},0,0,0,0,0,0,0,20170601,20170630`),
    ].join('\n'),
    'trips.txt': ['route_id,service_id,trip_id', ...trips.map(({ id }) => `r1,${id},${id}`)].join('\n'),
    'stop_times.txt': [
      'trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type',
      ...times,
    ].join('\n'),
  };
}

type Run = { readonly start: number; readonly calls: readonly Call[] };

/** Earliest arrival with exactly `vehicles` vehicles, by trying every run in every round. */
function earliestArrival(runs: readonly Run[], from: string, to: string, departAt: number, vehicles: number) {
  const walkOn = (arrivals: ReadonlyMap<string, number>) => {
    const reached = new Map(arrivals);
    for (const [stop, at] of arrivals) {
      for (const { id } of stops) {
        if (id === stop) continue;
        reached.set(id, Math.min(reached.get(id) ?? Number.POSITIVE_INFINITY, at + walkSeconds(stop, id)));
      }
    }
    return reached;
  };
  let reached = walkOn(new Map(platforms.get(from)!.map((stop) => [stop, departAt])));
  for (let round = 0; round < vehicles; round += 1) {
    const arrivals = new Map<string, number>();
    for (const { start, calls } of runs) {
      let isAboard = false;
      for (const { stop, arrival, departure, boards, alights } of calls) {
        if (isAboard && alights) {
          arrivals.set(stop, Math.min(arrivals.get(stop) ?? Number.POSITIVE_INFINITY, start + arrival));
        }
        isAboard ||= boards && (reached.get(stop) ?? Number.POSITIVE_INFINITY) <= start + departure;
      }
    }
    reached = walkOn(arrivals);
  }
  return Math.min(...platforms.get(to)!.map((stop) => reached.get(stop) ?? Number.POSITIVE_INFINITY));
}

/** All Pareto-optimal journeys, as [transfers, departure, arrival]. */
function exhaustive(runs: readonly Run[], from: string, to: string, departAt: number, maxTransfers: number) {
  const departures = runs
    .flatMap(({ start, calls }) =>
      calls.flatMap(({ stop, departure }) =>
        platforms
          .get(from)!
          .map((origin) => start + departure - (origin === stop ? 0 : walkSeconds(origin, stop))),
      ),
    )
    .filter((departure) => departure >= departAt && Number.isFinite(departure))
    .sort((one, other) => other - one);
  const found: number[][] = [];
  let best = Number.POSITIVE_INFINITY;
  for (let vehicles = 0; vehicles <= maxTransfers + 1; vehicles += 1) {
    const arrival = earliestArrival(runs, from, to, departAt, vehicles);
    if (arrival >= best) continue;
    best = arrival;
    const leaves =
      vehicles === 0
        ? departAt
        : departures.find((departure) => earliestArrival(runs, from, to, departure, vehicles) === arrival)!;
    if (arrival > departAt || vehicles > 0) found.push([Math.max(0, vehicles - 1), leaves, arrival]);
  }
  return found;
}

it('equals an exhaustive search, and departs as late', async () => {
  const random = randomFractions(printedSeed());
  let journeys = 0;
  let changes = 0;
  for (let round = 0; round < 40; round += 1) {
    const trips = randomTrips(random);
    const feed = await loadFeed(archiveOf(filesOf(trips)), 'T');
    const planner = new JourneyPlanner(buildTimetable(planningTables(feed)));
    const row = (id: string) => feed.stops.indexOf.get(id)!;
    const runs = trips.flatMap(({ days, calls }) => days.map((day) => ({ start: midnight(day), calls })));
    for (let query = 0; query < 12; query += 1) {
      const [from, to] = [pick([...platforms.keys()], random), pick([...platforms.keys()], random)];
      // All services are of this day, the previous and the next: the planner covers each.
      const departAt = midnight(10) + Math.floor(random() * 86_400);
      const maxTransfers = Math.floor(random() * 4);
      const label = `timetable ${round}: ${from} to ${to} at ${departAt}, ${maxTransfers} changes`;
      const itineraries = planner.plan({ from: row(from), to: row(to), departAt, maxTransfers });
      const told = itineraries.map(({ transfers, departure, arrival }) => [transfers, departure, arrival]);
      const isSame = platforms.get(from)!.some((stop) => platforms.get(to)!.includes(stop));
      expect(told, label).toEqual(isSame ? [] : exhaustive(runs, from, to, departAt, maxTransfers));
      journeys += told.length;
      changes += itineraries.filter(({ transfers }) => transfers > 0).length;
      for (const { legs, departure, arrival } of itineraries) {
        expect(legs[0]?.departure, label).toBe(departure);
        expect(legs.at(-1)?.arrival, label).toBe(arrival);
        for (const [index, leg] of legs.entries()) {
          const before = legs[index - 1];
          if (before === undefined) continue;
          expect(leg.from, label).toBe(before.to);
          expect(leg.departure, label).toBeGreaterThanOrEqual(before.arrival);
        }
      }
    }
  }
  expect(journeys).toBeGreaterThan(50);
  expect(changes).toBeGreaterThan(10);
});
