import { at, byteAt } from '../../feed/columns.ts';
import type { PlanningTables } from '../planning-tables.ts';
import type { RealtimeRuns } from '../realtime/realtime-runs.ts';
import { joinBytes, joinInts, joinOffsets, mapInts } from './columns.ts';
import type { PlaceRows } from './merge-stops.ts';
import { basesOfFeeds } from './merge-tables.ts';

/** Real-time information on one of several feeds, in the rows of {@link mergeTables}. */
export function runsInMerged(
  runs: RealtimeRuns,
  feed: number,
  feeds: readonly PlanningTables[],
  places: PlaceRows,
): RealtimeRuns {
  if (feeds.length === 1) return runs;
  const bases = basesOfFeeds(feeds);
  const { withdrawn, trips, isAdded, patterns, routes, calls } = runs;
  return {
    ...runs,
    withdrawn: { ...withdrawn, trips: joinInts([withdrawn.trips], [at(bases.trips, feed)]) },
    trips: tripsFrom(trips, isAdded, at(bases.trips, feed)),
    patterns: joinInts([patterns], [at(bases.patterns, feed)]),
    routes: joinInts([routes], [at(bases.routes, feed)]),
    calls: { ...calls, stops: mapInts([calls.stops], [at(places.of, feed)]) },
  };
}

/** Runs of several feeds, which are in the rows of one timetable, one after the other. */
export function joinRuns(runs: readonly RealtimeRuns[]): RealtimeRuns {
  const withdrawn = runs.map((each) => each.withdrawn);
  const calls = runs.map((each) => each.calls);
  return {
    withdrawn: {
      trips: joinInts(withdrawn.map(({ trips }) => trips)),
      days: joinInts(withdrawn.map(({ days }) => days)),
    },
    trips: joinInts(runs.map(({ trips }) => trips)),
    days: joinInts(runs.map(({ days }) => days)),
    isAdded: joinBytes(runs.map(({ isAdded }) => isAdded)),
    patterns: joinInts(runs.map(({ patterns }) => patterns)),
    routes: joinInts(runs.map(({ routes }) => routes)),
    wheelchair: joinBytes(runs.map(({ wheelchair }) => wheelchair)),
    stopTimes: joinInts(runs.map(({ stopTimes }) => stopTimes)),
    offsets: joinOffsets(runs.map(({ offsets }) => offsets)),
    calls: {
      stops: joinInts(calls.map(({ stops }) => stops)),
      arrivals: joinInts(calls.map(({ arrivals }) => arrivals)),
      departures: joinInts(calls.map(({ departures }) => departures)),
      pickups: joinBytes(calls.map(({ pickups }) => pickups)),
      dropOffs: joinBytes(calls.map(({ dropOffs }) => dropOffs)),
    },
  };
}

/** Added trips keep the rows of their own table. */
function tripsFrom(trips: Int32Array, isAdded: Uint8Array, base: number): Int32Array {
  return trips.map((trip, run) => (byteAt(isAdded, run) === 1 ? trip : trip + base));
}
