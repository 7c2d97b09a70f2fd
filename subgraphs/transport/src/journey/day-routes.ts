import { intAt } from '../feed/columns.ts';
import { nextSet } from './active-trips.ts';
import type { PlanningTables } from './planning-tables.ts';
import type { RaptorRouteRows } from './raptor/scan-route.ts';
import type { RaptorRoutes } from './raptor-routes.ts';

/** Earliest and latest time of trips, in seconds of the service day. */
export interface TripTimes {
  readonly earliest: number;
  readonly latest: number;
}

/** RAPTOR routes of one service day: its running trips beside each other, so that a search meets no other. */
export interface DayRoutes extends RaptorRouteRows, TripTimes {}

/** Packs service days when a search first needs them. A day takes 4 bytes per running trip and per route. */
export class DayRoutesCache {
  readonly #stopTimes: PlanningTables['stopTimes'];
  readonly #routes: RaptorRoutes;
  /** A day is forgotten with its bit set. */
  readonly #days = new WeakMap<Int32Array, DayRoutes>();

  constructor({ stopTimes }: Pick<PlanningTables, 'stopTimes'>, routes: RaptorRoutes) {
    this.#stopTimes = stopTimes;
    this.#routes = routes;
  }

  /** @param active running trips of the day, as a bit set in the order of the RAPTOR routes */
  of(active: Int32Array): DayRoutes {
    const known = this.#days.get(active);
    if (known !== undefined) return known;
    const packed = this.#pack(active);
    this.#days.set(active, packed);
    return packed;
  }

  #pack(active: Int32Array): DayRoutes {
    const routes = this.#routes;
    const { arrivals, departures, offsets: calls } = this.#stopTimes;
    const rows = new Int32Array(countOf(active));
    const offsets = new Int32Array(routes.offsets.length);
    let length = 0;
    let earliest = Number.POSITIVE_INFINITY;
    let latest = Number.NEGATIVE_INFINITY;
    for (let route = 0; route + 1 < offsets.length; route += 1) {
      const begin = length;
      const end = intAt(routes.offsets, route + 1);
      let last = -1;
      let place = nextSet(active, intAt(routes.offsets, route), end);
      for (; place !== -1; place = nextSet(active, place + 1, end)) {
        rows[length] = intAt(routes.rows, place);
        length += 1;
        last = place;
      }
      offsets[route + 1] = length;
      if (last === -1) continue;
      // No trip of a route is earlier than its first one, or later than its last one.
      const firstCall = intAt(rows, begin);
      const lastCall = intAt(calls, intAt(routes.trips, last) + 1) - 1;
      if (lastCall < intAt(routes.rows, last)) continue;
      earliest = Math.min(earliest, intAt(arrivals, firstCall), intAt(departures, firstCall));
      latest = Math.max(latest, intAt(arrivals, lastCall), intAt(departures, lastCall));
    }
    return { offsets, rows, earliest, latest };
  }
}

/** Number of set bits. */
function countOf(bits: Int32Array): number {
  let count = 0;
  for (let word of bits) for (; word !== 0; word &= word - 1) count += 1;
  return count;
}
