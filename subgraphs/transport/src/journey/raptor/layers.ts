import { at } from '../../feed/columns.ts';
import type { Instant } from '../../feed/zone-clock.ts';
import type { Day } from '../../gtfs/date.ts';
import type { ActiveTrips } from '../active-trips.ts';
import type { DayRoutes } from '../day-routes.ts';
import type { Overlay } from '../realtime/overlay.ts';
import type { Timetable } from '../timetable.ts';
import type { RaptorRouteRows } from './scan-route.ts';

/** Running trips of one service day in one time zone. */
export interface Layer {
  /** Place in the list of all layers. */
  readonly index: number;
  readonly day: Day;
  /** Seconds from the search's time origin to the start of the service day. */
  readonly shift: number;
  /** RAPTOR routes of the timetable; `null` if none matters. */
  readonly routes: RaptorRouteRows | null;
  /** Pattern row -> group of RAPTOR routes that replaces the timetable's, or -1; `null` if there is none. */
  readonly groups: Int32Array | null;
  /** Earliest and latest time of its trips, in seconds from the search's time origin. */
  readonly earliest: number;
  readonly latest: number;
}

/**
 * Service days around one instant on one clock of real seconds, so that midnight, clock changes and other
 * time zones need no special cases.
 */
export interface Axis {
  /** Instant at which the search's clock is 0. */
  readonly start: Instant;
  readonly layers: readonly Layer[];
  /** The same layers by time zone: a trip runs on the service days of its own. */
  readonly byZone: readonly (readonly Layer[])[];
}

const secondsPerDay = 86_400;

/**
 * Service days that matter for journeys from an instant on: earlier ones with trips still running, the day of
 * the instant, and the next morning. Runs may be days late, so that earlier days matter too if they have any.
 *
 * @param daysAhead days after the day of the instant. Default is 1.
 */
export function axisAround(
  { zones: { clocks, latest }, dayRoutes }: Timetable,
  instant: Instant,
  activeTrips: ActiveTrips,
  overlay: Overlay | null,
  daysAhead = 1,
): Axis {
  const start = Math.min(...clocks.map((clock) => clock.serviceDayStart(clock.dayOf(instant))));
  const layers: Layer[] = [];
  const byZone = clocks.map((clock, zone) => {
    const day = clock.dayOf(instant);
    // A service day begins up to two hours off midnight when clocks change.
    const daysBack = Math.ceil((at(latest, zone) + 7_200) / secondsPerDay);
    const first = day - Math.max(1, daysBack);
    const own: Layer[] = [];
    const add = (each: Day, routes: DayRoutes | null) => {
      const shift = clock.serviceDayStart(each) - start;
      const changed = overlay?.days.get(each) ?? null;
      const groups = changed?.groups ?? null;
      const parts = [routes, changed].filter((part) => part !== null);
      const earliest = shift + Math.min(...parts.map((part) => part.earliest));
      const latest = shift + Math.max(...parts.map((part) => part.latest));
      const layer = { index: layers.length, day: each, shift, routes, groups, earliest, latest };
      layers.push(layer);
      own.push(layer);
    };
    for (const each of overlay?.days.keys() ?? []) if (each < first) add(each, null);
    for (let each = first; each <= day + daysAhead; each += 1) {
      add(each, dayRoutes.of(activeTrips.on(each)));
    }
    return own;
  });
  return { start, layers, byZone };
}

/**
 * Layers by time zone with trips between two times of a search, in search direction.
 *
 * @param byZone earlier days first
 */
export function layersBetween(
  byZone: readonly (readonly Layer[])[],
  sign: 1 | -1,
  start: number,
  bound: number,
): readonly (readonly Layer[])[] {
  const [from, to] = sign === 1 ? [start, bound] : [-bound, -start];
  return byZone.map((layers) => {
    const own = layers.filter(({ earliest, latest }) => latest >= from && earliest <= to);
    return sign === 1 ? own : own.reverse();
  });
}
