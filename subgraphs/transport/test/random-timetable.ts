import { formatGtfsTime } from '../src/gtfs/time.ts';
import { pick } from './random.ts';
import { smallFeed } from './small-feed.ts';

/*
 * Random timetables with loops, overtaking, single-day services, long trips, boarding rules, footpaths and
 * inaccessible stops and trips.
 */

export interface RandomCall {
  readonly stop: string;
  readonly arrival: number;
  readonly departure: number;
  readonly boards: boolean;
  readonly alights: boolean;
}

export interface RandomTrip {
  readonly id: string;
  readonly route: string;
  readonly isAccessible: boolean;
  /** Service days in June 2017. */
  readonly days: readonly number[];
  readonly calls: readonly RandomCall[];
  /** Id of the trip after which the same vehicle runs this one. */
  readonly after?: string;
}

interface RandomStop {
  readonly id: string;
  readonly latitude: number;
  readonly station: string;
  readonly isAccessible: boolean;
}

/** Stops 250 m apart in a row, and a station with distant platforms. */
export const stops: readonly RandomStop[] = [
  ...Array.from({ length: 6 }, (_, index) => ({
    id: `s${index}`,
    latitude: 62 + Math.floor(index / 2) * 0.1 + (index % 2) * 0.00225,
    station: '',
    isAccessible: index !== 3,
  })),
  { id: 'p1', latitude: 63, station: 'S', isAccessible: true },
  { id: 'p2', latitude: 63.02, station: 'S', isAccessible: true },
];
export const longitude = 27;
export const routes = ['r1', 'r2', 'r3'];

/** Midnight of a day of June in Finland; clocks do not change in that month. */
export const midnight = (day: number) => Date.UTC(2017, 5, day) / 1000 - 3 * 3600;
export const dateOf = (day: number) => `201706${String(day).padStart(2, '0')}`;
export const serviceDays = [9, 10, 11];

/** Stops that trips call at, in order; a stop may occur twice, but not in succession. */
export function randomWay(random: () => number): string[] {
  const length = 3 + Math.floor(random() * 4);
  const way: string[] = [];
  while (way.length < length) {
    const next = pick(stops, random).id;
    if (next !== way.at(-1)) way.push(next);
  }
  return way;
}

/** Trips of which some are run by the vehicle of another one, from the stop where that ends. */
export function randomTrips(random: () => number, count = 24): RandomTrip[] {
  const trips = firstTrips(random, count);
  // The ways of what follows are few too, so that its trips overtake each other.
  const ways = Array.from({ length: 2 }, () => ({ route: pick(routes, random), stops: randomWay(random) }));
  for (const { id, days, calls } of trips.slice(0, count / 2)) {
    const last = calls.at(-1);
    const way = pick(ways, random);
    if (last === undefined || way.stops[0] === last.stop) continue;
    let now = last.arrival + Math.floor(random() * 4) * 300;
    const follow = [last.stop, ...way.stops].map((stop, index): RandomCall => {
      const arrival = index === 0 ? now : now + Math.floor(random() * 4) * 300;
      now = arrival + Math.floor(random() * 3) * 60;
      return { stop, arrival, departure: now, boards: random() > 0.1, alights: random() > 0.1 };
    });
    const isAccessible = random() > 0.2;
    trips.push({ id: `${id}b`, route: way.route, isAccessible, days, calls: follow, after: id });
  }
  return trips;
}

function firstTrips(random: () => number, count: number): RandomTrip[] {
  const whole = (below: number) => Math.floor(random() * below);
  const ways = Array.from({ length: 4 }, () => ({ route: pick(routes, random), stops: randomWay(random) }));
  return Array.from({ length: count }, (_, index) => {
    let now = whole(30) < 3 ? 86_400 + whole(100) * 1_800 : whole(24) * 1_800;
    const way = pick(ways, random);
    const calls = way.stops.map((stop) => {
      const arrival = now + whole(4) * 300;
      const departure = arrival + whole(3) * 60;
      now = departure;
      return { stop, arrival, departure, boards: whole(8) > 0, alights: whole(8) > 0 };
    });
    const days = serviceDays.filter(() => whole(3) > 0);
    return { id: `t${index}`, route: way.route, isAccessible: whole(4) > 0, days, calls };
  });
}

/** A time zone, and how far its clocks are ahead of those in Finland in June. */
export interface FeedZone {
  readonly name: string;
  readonly secondsAhead: number;
}

const finland: FeedZone = { name: 'Europe/Helsinki', secondsAhead: 0 };
export const china: FeedZone = { name: 'Asia/Shanghai', secondsAhead: 5 * 3600 };

/** @param zone of the agency; trips run at the same instants in all of them */
export function filesOf(trips: readonly RandomTrip[], zone = finland) {
  const times = trips.flatMap(({ id, calls }) =>
    calls.map(({ stop, arrival, departure, boards, alights }, sequence) =>
      [
        id,
        ...[arrival, departure].map((time) => formatGtfsTime(time + zone.secondsAhead)),
        stop,
        sequence,
        boards ? 0 : 1,
        alights ? 0 : 1,
      ].join(','),
    ),
  );
  return {
    ...smallFeed,
    'agency.txt': `agency_id,agency_name,agency_url,agency_timezone\nA,A,https://example.org,${zone.name}\n`,
    'stops.txt': [
      'stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station,wheelchair_boarding',
      `S,S,63,${longitude},1,,`,
      ...stops.map(({ id, latitude, station, isAccessible }) =>
        [id, id, latitude, longitude, 0, station, isAccessible ? 0 : 2].join(','),
      ),
    ].join('\n'),
    'routes.txt': ['route_id,route_short_name,route_type', ...routes.map((id) => `${id},${id},3`)].join('\n'),
    // A service that never runs, for trips without a day.
    'calendar_dates.txt': [
      'service_id,date,exception_type',
      ...trips.flatMap(({ id, days }) => days.map((day) => `${id},${dateOf(day)},1`)),
    ].join('\n'),
    'calendar.txt': [
      'service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date',
      ...trips.map(({ id }) => `${id},0,0,0,0,0,0,0,20170601,20170630`),
    ].join('\n'),
    'trips.txt': [
      'route_id,service_id,trip_id,wheelchair_accessible,block_id',
      ...trips.map(({ id, route, isAccessible, after = id }) =>
        [route, after, id, isAccessible ? 1 : 2, after].join(','),
      ),
    ].join('\n'),
    'stop_times.txt': [
      'trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type',
      ...times,
    ].join('\n'),
  };
}
