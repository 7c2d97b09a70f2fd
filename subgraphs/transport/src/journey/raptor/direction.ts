import type { Footpaths } from '../footpaths.ts';
import type { Overlay } from '../realtime/overlay.ts';
import type { RunCalls } from '../realtime/realtime-runs.ts';
import type { Timetable, Walks } from '../timetable.ts';

/** Times and rules of calls, as a search in one direction sees them. */
export interface CallColumns {
  /** Times at which the search enters and leaves a vehicle. */
  readonly boardings: Int32Array;
  readonly alightings: Int32Array;
  /** 1 if forbidden (`pickup_type`, `drop_off_type`). */
  readonly boardingRules: Uint8Array;
  readonly alightingRules: Uint8Array;
}

/**
 * Direction of a search in time. A backward search runs the same code from the destination, with negated
 * times, reversed trips, and boarding and alighting exchanged.
 */
export interface Direction {
  readonly sign: 1 | -1;
  readonly scheduled: CallColumns;
  /** Calls of runs with times of their own; their rows begin at `realtimeRows`. */
  readonly realtime: CallColumns;
  readonly realtimeRows: number;
  readonly footpaths: Footpaths;
  /** The same by destination. */
  readonly footpathsTo: Footpaths;
}

/** @param overlay `null` for a search by timetable */
export function forwards(
  { tables }: Timetable,
  { footpaths, footpathsTo }: Walks,
  overlay: Overlay | null,
): Direction {
  const { stopTimes } = tables;
  return {
    sign: 1,
    scheduled: forwardColumns(stopTimes),
    realtime: forwardColumns(overlay?.runs.calls ?? stopTimes),
    realtimeRows: stopTimes.stops.length,
    footpaths,
    footpathsTo,
  };
}

/** @param overlay `null` for a search by timetable */
export function backwards(
  { tables }: Timetable,
  { footpaths, footpathsTo }: Walks,
  overlay: Overlay | null,
): Direction {
  const { stopTimes } = tables;
  return {
    sign: -1,
    scheduled: backwardColumns(stopTimes),
    realtime: backwardColumns(overlay?.runs.calls ?? stopTimes),
    realtimeRows: stopTimes.stops.length,
    footpaths: footpathsTo,
    footpathsTo: footpaths,
  };
}

type Calls = Omit<RunCalls, 'stops'>;

function forwardColumns({ arrivals, departures, pickups, dropOffs }: Calls): CallColumns {
  return { boardings: departures, alightings: arrivals, boardingRules: pickups, alightingRules: dropOffs };
}

function backwardColumns({ arrivals, departures, pickups, dropOffs }: Calls): CallColumns {
  return { boardings: arrivals, alightings: departures, boardingRules: dropOffs, alightingRules: pickups };
}
