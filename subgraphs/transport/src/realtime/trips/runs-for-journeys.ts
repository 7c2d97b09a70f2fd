import { at, byteAt, IntColumn, intAt, sharedBytes, sharedInts } from '../../feed/columns.ts';
import type { Feed } from '../../feed/feed.ts';
import { inSlices } from '../../feed/slices.ts';
import { noRuns, type RealtimeRuns, type RunCalls } from '../../journey/realtime/realtime-runs.ts';
import { writeExpectedTimes } from './expected-times.ts';
import { callState, hasEstimates, stateOf, type TripRun } from './trip-run.ts';
import type { TripRuns } from './trip-runs.ts';

const notAvailable = 1;

/** Runs of one feed with times of their own. */
interface TimedRuns {
  readonly feed: Feed;
  readonly runs: TripRun[];
}

/** Runs as the journey planner reads them, made in slices. */
export async function runsForJourneys(base: Feed, trips: readonly TripRuns[]): Promise<RealtimeRuns> {
  const withdrawn = { trips: new IntColumn(), days: new IntColumn() };
  const offsets = new IntColumn();
  offsets.push(0);
  let count = 0;
  const parts: TimedRuns[] = [];
  for (const { feed, runs } of trips) {
    const timed: TripRun[] = [];
    parts.push({ feed, runs: timed });
    await inSlices(runs.length, (index) => {
      const run = at(runs, index);
      const hasTimes = isTimed(run);
      if (feed === base && (hasTimes || run.relation !== 'scheduled')) {
        withdrawn.trips.push(run.trip);
        withdrawn.days.push(run.day);
      }
      if (!hasTimes) return;
      timed.push(run);
      count += run.calls;
      offsets.push(count);
    });
  }
  if (withdrawn.trips.length === 0 && offsets.length === 1) return noRuns;
  const columns: RealtimeRuns = {
    withdrawn: { trips: withdrawn.trips.toArray(), days: withdrawn.days.toArray() },
    ...columnsOf(offsets.length - 1, count),
    offsets: offsets.toArray(),
  };
  let begin = 0;
  for (const { feed, runs } of parts) {
    const first = begin;
    await inSlices(runs.length, (index) => {
      const run = at(runs, index);
      writeRun(columns, first + index, feed, run, base);
      writeCalls(columns.calls, intAt(columns.offsets, first + index), feed, run);
    });
    begin += runs.length;
  }
  return columns;
}

function isTimed(run: TripRun): boolean {
  const { relation, stops } = run;
  if (relation === 'added' || relation === 'replacement') return true;
  return relation === 'scheduled' && (stops !== null || hasEstimates(run));
}

/** Columns to be filled. */
function columnsOf(runs: number, calls: number): Omit<RealtimeRuns, 'withdrawn' | 'offsets'> {
  return {
    trips: sharedInts(runs),
    days: sharedInts(runs),
    isAdded: sharedBytes(runs),
    patterns: sharedInts(runs),
    routes: sharedInts(runs),
    wheelchair: sharedBytes(runs),
    stopTimes: sharedInts(runs),
    calls: {
      stops: sharedInts(calls),
      arrivals: sharedInts(calls),
      departures: sharedInts(calls),
      pickups: sharedBytes(calls),
      dropOffs: sharedBytes(calls),
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
  const { stops, pickups, dropOffs } = calls;
  const row = intAt(stopTimes.offsets, run.trip);
  for (let call = 0; call < run.calls; call += 1) {
    stops[begin + call] = intAt(stopTimes.stops, row + call);
    pickups[begin + call] = byteAt(stopTimes.pickups, row + call);
    dropOffs[begin + call] = byteAt(stopTimes.dropOffs, row + call);
  }
  for (let call = 0; call < run.calls; call += 1) {
    if (stateOf(run, call) !== callState.skipped) continue;
    pickups[begin + call] = notAvailable;
    dropOffs[begin + call] = notAvailable;
  }
  for (let call = 0; run.stops !== null && call < run.calls; call += 1) {
    const assigned = intAt(run.stops, call);
    if (assigned !== -1) stops[begin + call] = assigned;
  }
  writeExpectedTimes(run, stopTimes, row, calls, begin);
}
