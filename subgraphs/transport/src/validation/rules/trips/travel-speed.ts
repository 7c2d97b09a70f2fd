import { at, rowsOf } from '../../../feed/columns.ts';
import { metersOf } from '../../../feed/nearby.ts';
import type { Coordinates } from '../../../journey/query/journey-query.ts';
import type { NoticeCode } from '../../../notices/catalogue.ts';
import type { Notices } from '../../../notices/notices.ts';
import type { FeedData } from '../../read/feed-data.ts';
import type { FeedRule } from '../rule.ts';
import { speedBetween, speedLimit } from './speed-limits.ts';

/** Kilometers from which stops are far from each other. */
const farKilometers = 10;

/** Vehicles are not faster than their mode can be, from stop to stop and over more than 10 km. */
export const travelSpeed: FeedRule = {
  needs: ['trips.txt', 'stop_times.txt', 'stops.txt', 'routes.txt'],
  check(feed, notices) {
    const trips = feed.table('trips.txt');
    const routes = feed.table('routes.txt');
    for (const trip of trips.rows()) {
      const route = routes.find('route_id', trips.text(trip, 'route_id'));
      if (route === -1) continue;
      const limit = speedLimit(routes.text(route, 'route_type'));
      const calls = placedCalls(feed, trip);
      for (const fast of fastCalls(calls, limit))
        report(notices, 'fast_travel_between_consecutive_stops', fast);
      const far = fastFarCall(calls, limit);
      if (far !== null) report(notices, 'fast_travel_between_far_stops', far);
    }
  },
};

interface FastCall {
  readonly line: number;
  readonly speed: number;
  readonly kilometers: number;
}

function report(notices: Notices, code: NoticeCode, { line, speed, kilometers }: FastCall): void {
  const detail = `${Math.round(speed)} km/h over ${kilometers.toFixed(1)} km`;
  notices.add(code, 'stop_times.txt', line, 'arrival_time', detail);
}

interface Call {
  readonly line: number;
  readonly arrival: number;
  readonly departure: number;
  readonly place: Coordinates;
  /** Distance from the call before. */
  readonly kilometers: number;
}

/** Calls at stops with a place; a zone has none. */
function placedCalls({ stopTimes, places }: FeedData, trip: number): readonly Call[] {
  const calls: Call[] = [];
  let from: Coordinates | null = null;
  for (const row of rowsOf(stopTimes.ofTrip, trip)) {
    const to = places.of(at(stopTimes.stops, row));
    if (to === null) continue;
    calls.push({
      line: at(stopTimes.lines, row),
      arrival: at(stopTimes.arrivals, row),
      departure: at(stopTimes.departures, row),
      place: to,
      kilometers: from === null ? 0 : metersOf(from, to) / 1_000,
    });
    from = to;
  }
  return calls;
}

/** Calls that are reached too fast from the call before; one without times is passed over. */
function fastCalls(calls: readonly Call[], limit: number): readonly FastCall[] {
  const fast: FastCall[] = [];
  let from: Call | null = null;
  for (const call of calls) {
    if (from !== null && from.departure !== -1 && call.arrival === -1) continue;
    if (from !== null && from.departure !== -1) {
      const kilometers = metersOf(from.place, call.place) / 1_000;
      const speed = speedBetween(kilometers, from.departure, call.arrival);
      if (speed > limit) fast.push({ line: call.line, speed, kilometers });
    }
    from = call;
  }
  return fast;
}

/** The first call that is reached too fast from a far one; calls in between may have no times. */
function fastFarCall(calls: readonly Call[], limit: number): FastCall | null {
  for (const [index, { line, arrival, kilometers: last }] of calls.entries()) {
    if (arrival === -1) continue;
    let kilometers = last;
    for (let before = index - 1; before >= 0; before -= 1) {
      const call = at(calls, before);
      if (call.departure !== -1 && kilometers > farKilometers) {
        const speed = speedBetween(kilometers, call.departure, arrival);
        if (speed > limit) return { line, speed, kilometers };
      }
      kilometers += call.kilometers;
    }
  }
  return null;
}
