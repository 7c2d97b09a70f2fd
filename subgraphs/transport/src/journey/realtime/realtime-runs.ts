/** Runs of the timetable by trip row and service day; both columns are equally long. */
export interface TimetableRuns {
  readonly trips: Int32Array;
  readonly days: Int32Array;
}

/**
 * Runs as real-time information has them: plain columns in shared memory, because they go to the planner's
 * thread.
 */
export interface RealtimeRuns {
  /** Runs that do not run as the timetable says: cancelled ones, and those with times of their own. */
  readonly withdrawn: TimetableRuns;
  /** Run -> trip row, of the timetable or of the added trips. */
  readonly trips: Int32Array;
  readonly days: Int32Array;
  /** Run -> 1 if the timetable does not have it. */
  readonly isAdded: Uint8Array;
  /** Run -> pattern row of the timetable, or -1 if the run calls at other stops. */
  readonly patterns: Int32Array;
  readonly routes: Int32Array;
  /** `wheelchair_accessible` of the trip. */
  readonly wheelchair: Uint8Array;
  /** Run -> its first stop time row, in the table of the timetable or of the added trips. */
  readonly stopTimes: Int32Array;
  /** Run r has the calls `offsets[r]` to `offsets[r + 1]`, exclusive. */
  readonly offsets: Int32Array;
  readonly calls: RunCalls;
}

/** Calls of runs. Times never decrease along a run; rules are 1 at calls that are skipped. */
export interface RunCalls {
  readonly stops: Int32Array;
  /** Expected times, in seconds of the service day. */
  readonly arrivals: Int32Array;
  readonly departures: Int32Array;
  readonly pickups: Uint8Array;
  readonly dropOffs: Uint8Array;
}

/** No real-time information. */
export const noRuns: RealtimeRuns = {
  withdrawn: { trips: new Int32Array(), days: new Int32Array() },
  trips: new Int32Array(),
  days: new Int32Array(),
  isAdded: new Uint8Array(),
  patterns: new Int32Array(),
  routes: new Int32Array(),
  wheelchair: new Uint8Array(),
  stopTimes: new Int32Array(),
  offsets: new Int32Array(1),
  calls: {
    stops: new Int32Array(),
    arrivals: new Int32Array(),
    departures: new Int32Array(),
    pickups: new Uint8Array(),
    dropOffs: new Uint8Array(),
  },
};

/** Whether nothing differs from the timetable. */
export function isEmpty({ withdrawn, trips }: RealtimeRuns): boolean {
  return withdrawn.trips.length === 0 && trips.length === 0;
}
