import type { Footpaths } from '../footpaths.ts';
import type { Timetable } from '../timetable.ts';

/**
 * Direction of a search in time. A backward search runs the same code from the destination, with negated
 * times, reversed trips, and boarding and alighting exchanged.
 */
export interface Direction {
  readonly sign: 1 | -1;
  /** Times at which the search enters and leaves a vehicle. */
  readonly boardings: Int32Array;
  readonly alightings: Int32Array;
  /** 1 if forbidden (`pickup_type`, `drop_off_type`). */
  readonly boardingRules: Uint8Array;
  readonly alightingRules: Uint8Array;
  readonly footpaths: Footpaths;
}

export function forwards({ tables: { stopTimes }, footpaths }: Timetable): Direction {
  return {
    sign: 1,
    boardings: stopTimes.departures,
    alightings: stopTimes.arrivals,
    boardingRules: stopTimes.pickups,
    alightingRules: stopTimes.dropOffs,
    footpaths,
  };
}

export function backwards({ tables: { stopTimes }, footpathsTo }: Timetable): Direction {
  return {
    sign: -1,
    boardings: stopTimes.arrivals,
    alightings: stopTimes.departures,
    boardingRules: stopTimes.dropOffs,
    alightingRules: stopTimes.pickups,
    footpaths: footpathsTo,
  };
}
