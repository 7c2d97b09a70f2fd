import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { intAt } from '../../../subgraphs/transport/src/feed/columns.ts';
import { type Day, parseGtfsDate } from '../../../subgraphs/transport/src/gtfs/date.ts';
import {
  arrivalOf,
  departureOf,
  stateOf,
  unknownTime,
} from '../../../subgraphs/transport/src/realtime/trips/trip-run.ts';
import type { TripRuns } from '../../../subgraphs/transport/src/realtime/trips/trip-runs.ts';
import { applyByOracle, type ExpectedTimes } from '../../../subgraphs/transport/test/realtime-oracle.ts';

/** Names of `callState`, by value. */
const stateNames = ['SCHEDULED', 'UPDATED', 'SKIPPED'] as const;
const hour = 3_600;

/**
 * Compares the runs of one day with an implementation that shares no code with the service.
 *
 * @returns the number of compared calls
 * @throws Error if one differs
 */
export async function checkRuns(
  [runs]: readonly TripRuns[],
  zip: string,
  message: Uint8Array,
  day: Day,
): Promise<number> {
  if (runs === undefined) throw new Error('no runs of the timetable');
  const { feed } = runs;
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-message-'));
  try {
    const path = join(folder, 'message.pb');
    await writeFile(path, message);
    const start = feed.clock.serviceDayStart(day);
    const { expected } = applyByOracle(zip, path, (day * 24 * hour - start) / hour);
    const ofDay = expected.filter(({ startDate }) => parseGtfsDate(startDate) === day);
    for (const { trip, calls } of ofDay) {
      const row = feed.trips.ids.get(trip) ?? -1;
      const first = intAt(feed.stopTimes.offsets, row);
      const run = runs.runOf(row, day);
      const instant = (time: number) => (time === unknownTime ? null : start + time);
      if (run === undefined) throw new Error(`there is no run of ${trip}`);
      const found = Array.from(
        { length: run.calls },
        (_, call): ExpectedTimes => ({
          sequence: intAt(feed.stopTimes.sequences, first + call),
          state: stateNames[stateOf(run, call)] ?? 'SCHEDULED',
          arrival: instant(arrivalOf(run, call)),
          departure: instant(departureOf(run, call)),
        }),
      );
      if (!isDeepStrictEqual(found, calls)) throw new Error(`the run of ${trip} differs from the oracle`);
    }
    if (ofDay.length === 0) throw new Error('no run was compared');
    return ofDay.reduce((sum, { calls }) => sum + calls.length, 0);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
