import { at, byteAt, intAt, sharedBytes, sharedInts } from '../../feed/columns.ts';
import type { Feed } from '../../feed/feed.ts';
import { noRuns, type RealtimeRuns, type RunCalls } from '../../journey/realtime/realtime-runs.ts';
import { inTimeSlices } from '../time-slices.ts';
import { writeExpectedTimes } from './expected-times.ts';
import { callState, type TripRun } from './trip-run.ts';
import type { TripRuns } from './trip-runs.ts';

const notAvailable = 1;

/** A run with times of its own, and the feed of its trip. */
interface TimedRun {
  readonly feed: Feed;
  readonly run: TripRun;
}

/** Runs as the journey planner reads them, made in slices. */
export async function runsForJourneys(base: Feed, trips: readonly TripRuns[]): Promise<RealtimeRuns> {
  const withdrawn: TripRun[] = [];
  const timed: TimedRun[] = [];
  for (const { feed, runs } of trips) {
    await inTimeSlices(runs.length, (index) => {
      const run = at(runs, index);
      const hasTimes = isTimed(run);
      if (feed === base && (hasTimes || run.relation !== 'scheduled')) withdrawn.push(run);
      if (hasTimes) timed.push({ feed, run });
    });
  }
  if (withdrawn.length === 0 && timed.length === 0) return noRuns;
  const columns = columnsOf(withdrawn, timed);
  await inTimeSlices(timed.length, (index) => {
    const { feed, run } = at(timed, index);
    writeRun(columns, index, feed, run, base);
    writeCalls(columns.calls, intAt(columns.offsets, index), feed, run);
  });
  return columns;
}

function isTimed({ relation, calls, stops }: TripRun): boolean {
  if (relation === 'added' || relation === 'replacement') return true;
  if (relation !== 'scheduled') return false;
  if (stops !== null) return true;
  for (let call = 0; call < calls.length; call += 1) if (calls[call] !== callState.noData) return true;
  return false;
}

/** Columns, of which only the offsets are filled. */
function columnsOf(withdrawn: readonly TripRun[], timed: readonly TimedRun[]): RealtimeRuns {
  const offsets = sharedInts(timed.length + 1);
  let count = 0;
  for (let index = 0; index < timed.length; index += 1) {
    count += at(timed, index).run.calls.length;
    offsets[index + 1] = count;
  }
  return {
    withdrawn: {
      trips: Int32Array.from(withdrawn, ({ trip }) => trip),
      days: Int32Array.from(withdrawn, ({ day }) => day),
    },
    trips: sharedInts(timed.length),
    days: sharedInts(timed.length),
    isAdded: sharedBytes(timed.length),
    patterns: sharedInts(timed.length),
    routes: sharedInts(timed.length),
    wheelchair: sharedBytes(timed.length),
    stopTimes: sharedInts(timed.length),
    offsets,
    calls: {
      stops: sharedInts(count),
      arrivals: sharedInts(count),
      departures: sharedInts(count),
      pickups: sharedBytes(count),
      dropOffs: sharedBytes(count),
    },
  };
}

function writeRun(columns: RealtimeRuns, index: number, feed: Feed, run: TripRun, base: Feed): void {
  const { trip, day, stops } = run;
  columns.trips[index] = trip;
  columns.days[index] = day;
  columns.isAdded[index] = feed === base ? 0 : 1;
  columns.patterns[index] = feed === base && stops === null ? intAt(base.patternOfTrip, trip) : -1;
  columns.routes[index] = intAt(feed.trips.routes, trip);
  columns.wheelchair[index] = byteAt(feed.trips.wheelchair, trip);
  columns.stopTimes[index] = intAt(feed.stopTimes.offsets, trip);
}

function writeCalls(calls: RunCalls, begin: number, { stopTimes }: Feed, run: TripRun): void {
  const first = intAt(stopTimes.offsets, run.trip);
  for (let call = 0; call < run.calls.length; call += 1) {
    const assigned = run.stops === null ? -1 : intAt(run.stops, call);
    const isSkipped = run.calls[call] === callState.skipped;
    calls.stops[begin + call] = assigned === -1 ? intAt(stopTimes.stops, first + call) : assigned;
    calls.pickups[begin + call] = isSkipped ? notAvailable : byteAt(stopTimes.pickups, first + call);
    calls.dropOffs[begin + call] = isSkipped ? notAvailable : byteAt(stopTimes.dropOffs, first + call);
  }
  writeExpectedTimes(run, stopTimes, first, calls, begin);
}
