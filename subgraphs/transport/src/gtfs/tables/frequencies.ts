import type { Archive } from '../../archive/archive.ts';
import { at } from '../../feed/columns.ts';
import type { LoadReport } from '../load-report.ts';
import { readTable } from '../table-reader.ts';
import { type HeadwayRun, runId, type TripTimes, writeOutRuns } from './headway-runs.ts';

const shape = {
  file: 'frequencies.txt',
  columns: ['trip_id', 'start_time', 'end_time', 'headway_secs'],
};

/** Maximum runs of a trip, far above any metro, because a headway of one second would fill the memory. */
const maxRuns = 200_000;
/** Maximum stop times of all runs: at 27 bytes each, about 160 MB. */
const maxStopTimes = 6_000_000;

/**
 * Expands headway trips (frequencies.txt) to one trip per run, so that later code need not handle them. Trip
 * `m1` at 08:10 becomes `m1@08:10:00`; `m1` itself is removed.
 */
export async function expandFrequencies(
  archive: Archive,
  report: LoadReport,
  timetable: TripTimes,
): Promise<TripTimes> {
  if (!archive.has(shape.file)) return timetable;
  const { trips, stopTimes } = timetable;
  const runs: HeadwayRun[] = [];
  const templates = new Set<number>();
  const made = new Set<string>();
  let calls = 0;
  await readTable(archive, shape, report, (row) => {
    const trip = row.reference('trip_id', trips.ids, 'trips.txt');
    const start = row.time('start_time');
    const end = row.time('end_time');
    const headway = row.integer('headway_secs', 1, 86_400);
    const isExact = row.choice('exact_times', 1, 0) === 1;
    if (trip === -1 || start === null || end === null || headway === null) return;
    templates.add(trip);
    const more = Math.max(0, Math.ceil((end - start) / headway));
    const moreCalls = more * (at(stopTimes.offsets, trip + 1) - at(stopTimes.offsets, trip));
    if (runs.length + more > maxRuns || calls + moreCalls > maxStopTimes) {
      row.error('number_out_of_range', 'headway_secs', tooMany(trips.ids.at(trip), more, moreCalls));
      return;
    }
    calls += moreCalls;
    for (let time = start; time < end; time += headway) {
      const id = runId(trips.ids.at(trip), time);
      const collision = made.has(id) ? 'overlapping_frequency' : 'duplicate_key';
      if (made.has(id) || trips.ids.has(id)) {
        row.error(collision, 'start_time', `there is another trip "${id}"; remove it or the overlap`);
        return;
      }
      made.add(id);
      runs.push({ trip, start: time, isExact });
    }
  });
  // A feed with errors will be refused, so its memory is not spent.
  if (report.errors > 0 || templates.size === 0) return timetable;
  return writeOutRuns(timetable, templates, runs);
}

function tooMany(trip: string, runs: number, calls: number): string {
  return (
    `trip "${trip}" makes ${runs} runs with ${calls} stop times here, and a feed may have ${maxRuns} runs with ` +
    `${maxStopTimes} stop times; set a larger headway_secs or a shorter period`
  );
}
