import { at, byteAt } from '../../feed/columns.ts';
import type { PlanningTables } from '../planning-tables.ts';
import type { RealtimeRuns } from '../realtime/realtime-runs.ts';
import { joinBytes, joinInts, joinOffsets, mapInts } from './columns.ts';
import type { PlaceRows } from './merge-stops.ts';
import { basesOfFeeds } from './merge-tables.ts';

/** Real-time information on several feeds, in the rows of {@link mergeTables}. */
export function mergeRuns(
  runs: readonly RealtimeRuns[],
  feeds: readonly PlanningTables[],
  places: PlaceRows,
): RealtimeRuns {
  if (feeds.length === 1) return at(runs, 0);
  const bases = basesOfFeeds(feeds);
  const withdrawn = runs.map((each) => each.withdrawn);
  const calls = runs.map((each) => each.calls);
  return {
    withdrawn: {
      trips: joinInts(
        withdrawn.map(({ trips }) => trips),
        bases.trips,
      ),
      days: joinInts(withdrawn.map(({ days }) => days)),
    },
    trips: joinInts(runs.map(({ trips, isAdded }, feed) => tripsFrom(trips, isAdded, at(bases.trips, feed)))),
    days: joinInts(runs.map(({ days }) => days)),
    isAdded: joinBytes(runs.map(({ isAdded }) => isAdded)),
    patterns: joinInts(
      runs.map(({ patterns }) => patterns),
      bases.patterns,
    ),
    routes: joinInts(
      runs.map(({ routes }) => routes),
      bases.routes,
    ),
    wheelchair: joinBytes(runs.map(({ wheelchair }) => wheelchair)),
    stopTimes: joinInts(runs.map(({ stopTimes }) => stopTimes)),
    offsets: joinOffsets(runs.map(({ offsets }) => offsets)),
    calls: {
      stops: mapInts(
        calls.map(({ stops }) => stops),
        places.of,
      ),
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
