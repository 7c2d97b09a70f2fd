import { at, intAt, sharedBytes, sharedInts } from '../../feed/columns.ts';
import type { Feed } from '../../feed/feed.ts';
import { inSlices } from '../../feed/slices.ts';
import { noRuns, type RealtimeRuns, type RunCalls } from '../../journey/realtime/realtime-runs.ts';
import { writeExpectedTimes } from './expected-times.ts';
import { callState, type TripRun } from './trip-run.ts';
import type { TripRuns } from './trip-runs.ts';

const runsOfSlice = 100;
const notAvailable = 1;

/** A run with times of its own, and the feed of its trip. */
interface TimedRun {
  readonly feed: Feed;
  readonly run: TripRun;
}

/** Runs as the journey planner reads them, made in slices of about a millisecond. */
export async function runsForJourneys(base: Feed, trips: readonly TripRuns[]): Promise<RealtimeRuns> {
  const withdrawn: TripRun[] = [];
  const timed: TimedRun[] = [];
  for (const { feed, runs } of trips) {
    await inSlices(runs.length, runsOfSlice, (index) => {
      const run = at(runs, index);
      if (feed === base && differs(run)) withdrawn.push(run);
      if (isTimed(run)) timed.push({ feed, run });
    });
  }
  if (withdrawn.length === 0 && timed.length === 0) return noRuns;
  const offsets = sharedInts(timed.length + 1);
  for (const [index, { run }] of timed.entries()) {
    offsets[index + 1] = intAt(offsets, index) + run.calls.length;
  }
  const count = intAt(offsets, timed.length);
  const calls: RunCalls = {
    stops: sharedInts(count),
    arrivals: sharedInts(count),
    departures: sharedInts(count),
    pickups: sharedBytes(count),
    dropOffs: sharedBytes(count),
  };
  await inSlices(timed.length, runsOfSlice, (index) =>
    writeCalls(at(timed, index), calls, at(offsets, index)),
  );
  const ints = (of: (each: TimedRun) => number) =>
    sharedInts(timed.length).map((_, run) => of(at(timed, run)));
  const isOfTimetable = ({ feed, run }: TimedRun) => feed === base && run.stops === null;
  return {
    withdrawn: {
      trips: Int32Array.from(withdrawn, ({ trip }) => trip),
      days: Int32Array.from(withdrawn, ({ day }) => day),
    },
    trips: ints(({ run }) => run.trip),
    days: ints(({ run }) => run.day),
    isAdded: Uint8Array.from(timed, ({ feed }) => (feed === base ? 0 : 1)),
    patterns: ints((each) => (isOfTimetable(each) ? intAt(base.patternOfTrip, each.run.trip) : -1)),
    routes: ints(({ feed, run }) => intAt(feed.trips.routes, run.trip)),
    wheelchair: Uint8Array.from(timed, ({ feed, run }) => at(feed.trips.wheelchair, run.trip)),
    stopTimes: ints(({ feed, run }) => intAt(feed.stopTimes.offsets, run.trip)),
    offsets,
    calls,
  };
}

/** Whether a run of the timetable does not run as the timetable says. */
function differs(run: TripRun): boolean {
  return run.relation !== 'scheduled' || isTimed(run);
}

function isTimed({ relation, calls, stops }: TripRun): boolean {
  if (relation === 'added' || relation === 'replacement') return true;
  return relation === 'scheduled' && (stops !== null || calls.some((call) => call !== callState.noData));
}

function writeCalls({ feed, run }: TimedRun, calls: RunCalls, begin: number): void {
  const { stopTimes } = feed;
  const first = intAt(stopTimes.offsets, run.trip);
  const end = first + run.calls.length;
  calls.stops.set(stopTimes.stops.subarray(first, end), begin);
  calls.pickups.set(stopTimes.pickups.subarray(first, end), begin);
  calls.dropOffs.set(stopTimes.dropOffs.subarray(first, end), begin);
  for (let call = 0; call < run.calls.length; call += 1) {
    const assigned = run.stops === null ? -1 : intAt(run.stops, call);
    if (assigned !== -1) calls.stops[begin + call] = assigned;
    if (run.calls[call] !== callState.skipped) continue;
    calls.pickups[begin + call] = notAvailable;
    calls.dropOffs[begin + call] = notAvailable;
  }
  writeExpectedTimes(
    run,
    {
      arrivals: stopTimes.arrivals.subarray(first, end),
      departures: stopTimes.departures.subarray(first, end),
    },
    {
      arrivals: calls.arrivals.subarray(begin, begin + run.calls.length),
      departures: calls.departures.subarray(begin, begin + run.calls.length),
    },
  );
}
