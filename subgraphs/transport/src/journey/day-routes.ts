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
      const end = intAt(routes.offsets, route + 1);
      let place = nextSet(active, intAt(routes.offsets, route), end);
      for (; place !== -1; place = nextSet(active, place + 1, end)) {
        const row = intAt(routes.rows, place);
        const last = intAt(calls, intAt(routes.trips, place) + 1) - 1;
        rows[length] = row;
        length += 1;
        if (last < row) continue;
        earliest = Math.min(earliest, intAt(arrivals, row), intAt(departures, row));
        latest = Math.max(latest, intAt(arrivals, last), intAt(departures, last));
      }
      offsets[route + 1] = length;
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
