import { intAt } from '../feed/columns.ts';
import { nextSet } from './active-trips.ts';
import type { RaptorRouteRows } from './raptor/scan-route.ts';
import type { RaptorRoutes } from './raptor-routes.ts';

/**
 * RAPTOR routes of single service days: their running trips beside each other, so that a search meets no
 * other. A day takes 4 bytes per running trip and per route.
 */
export class DayRoutes {
  readonly #routes: RaptorRoutes;
  /** A day is packed when a search first needs it, and forgotten with its bit set. */
  readonly #days = new WeakMap<Int32Array, RaptorRouteRows>();

  constructor(routes: RaptorRoutes) {
    this.#routes = routes;
  }

  /** @param active running trips of the day, as a bit set in the order of the RAPTOR routes */
  of(active: Int32Array): RaptorRouteRows {
    const known = this.#days.get(active);
    if (known !== undefined) return known;
    const packed = pack(this.#routes, active);
    this.#days.set(active, packed);
    return packed;
  }
}

function pack(routes: RaptorRoutes, active: Int32Array): RaptorRouteRows {
  const rows = new Int32Array(countOf(active));
  const offsets = new Int32Array(routes.offsets.length);
  let length = 0;
  for (let route = 0; route + 1 < offsets.length; route += 1) {
    const end = intAt(routes.offsets, route + 1);
    let place = nextSet(active, intAt(routes.offsets, route), end);
    for (; place !== -1; place = nextSet(active, place + 1, end)) {
      rows[length] = intAt(routes.rows, place);
      length += 1;
    }
    offsets[route + 1] = length;
  }
  return { offsets, rows };
}

/** Number of set bits. */
function countOf(bits: Int32Array): number {
  let count = 0;
  for (let word of bits) for (; word !== 0; word &= word - 1) count += 1;
  return count;
}
