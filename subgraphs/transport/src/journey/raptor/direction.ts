import type { Footpaths } from '../footpaths.ts';
import type { Timetable } from '../timetable.ts';

/**
 * Which way a search goes through time. A search backwards, from the destination and its latest arrival, is the same one in
 * a mirror: its times are negated, vehicles run from their last stop to their first, and arrivals are where it boards.
 */
export interface Direction {
  readonly sign: 1 | -1;
  /** Times at which the search gets into a vehicle, and out of it. */
  readonly boardings: Int32Array;
  readonly alightings: Int32Array;
  /** 1 where that is not allowed (`pickup_type`, `drop_off_type`). */
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
