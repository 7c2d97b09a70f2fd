import type { Instant } from '../../feed/zone-clock.ts';
import type { Day } from '../../gtfs/date.ts';
import type { Timetable } from '../timetable.ts';

/** All that runs on one service day. */
export interface Layer {
  readonly day: Day;
  /** Seconds from the start of the search's clock to the start of the service day. */
  readonly shift: number;
  /** The trips that run, in the order of the lanes. */
  readonly active: Int32Array;
}

/**
 * The service days around one day, on one clock of real seconds: no midnight and no change of the clocks is
 * special.
 */
export interface Axis {
  /** The instant at which the clock of the search shows 0. */
  readonly start: Instant;
  readonly layers: readonly Layer[];
}

const secondsPerDay = 86_400;

/**
 * The service days that matter to somebody who leaves on `day`: those before of which trips are still on the
 * road, the day itself, and the morning after.
 */
export function axisAround({ clock, tables, activeTrips }: Timetable, day: Day): Axis {
  const start = clock.serviceDayStart(day);
  // A service day begins up to an hour or two off midnight where clocks change.
  const daysBack = Math.ceil((tables.stopTimes.latest + 7_200) / secondsPerDay);
  const layers: Layer[] = [];
  for (let each = day - Math.max(1, daysBack); each <= day + 1; each += 1) {
    layers.push({ day: each, shift: clock.serviceDayStart(each) - start, active: activeTrips.on(each) });
  }
  return { start, layers };
}
