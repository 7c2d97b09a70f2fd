import type { Instant } from '../../feed/zone-clock.ts';
import type { Day } from '../../gtfs/date.ts';
import type { Timetable } from '../timetable.ts';

/** Running trips of one service day. */
export interface Layer {
  readonly day: Day;
  /** Seconds from the search's time origin to the start of the service day. */
  readonly shift: number;
  /** Running trips, in lane order. */
  readonly active: Int32Array;
}

/**
 * Service days around one day on one clock of real seconds, so that midnight and clock changes need no
 * special cases.
 */
export interface Axis {
  /** Instant at which the search's clock is 0. */
  readonly start: Instant;
  readonly layers: readonly Layer[];
}

const secondsPerDay = 86_400;

/**
 * Service days that matter for a departure on `day`: earlier ones with trips still running, the day, and the
 * next morning.
 */
export function axisAround({ clock, tables, activeTrips }: Timetable, day: Day): Axis {
  const start = clock.serviceDayStart(day);
  // A service day begins up to two hours off midnight when clocks change.
  const daysBack = Math.ceil((tables.stopTimes.latest + 7_200) / secondsPerDay);
  const layers: Layer[] = [];
  for (let each = day - Math.max(1, daysBack); each <= day + 1; each += 1) {
    layers.push({ day: each, shift: clock.serviceDayStart(each) - start, active: activeTrips.on(each) });
  }
  return { start, layers };
}
