import type { Archive } from '../../archive/archive.ts';
import type { LoadReport } from '../load-report.ts';
import { readTable } from '../table-reader.ts';
import { type HeadwayRun, type TripTimes, writeOutRuns } from './headway-runs.ts';

const shape = {
  file: 'frequencies.txt',
  columns: ['trip_id', 'start_time', 'end_time', 'headway_secs'],
};

/** More runs than any city's metro has in a day; a headway of one second must not fill the memory. */
const maxRuns = 200_000;

/**
 * Writes out trips that run at a headway (frequencies.txt) as one trip a run, so that nothing behind this file
 * need know of them. The trip `m1` that starts at 08:10 becomes `m1@08:10:00`; `m1` itself, which only gave the
 * travel times, is gone.
 */
export async function expandFrequencies(
  archive: Archive,
  report: LoadReport,
  timetable: TripTimes,
): Promise<TripTimes> {
  if (!archive.has(shape.file)) return timetable;
  const runs: HeadwayRun[] = [];
  const templates = new Set<number>();
  await readTable(archive, shape, report, (row) => {
    const trip = row.reference('trip_id', timetable.trips.indexOf, 'trips.txt');
    const start = row.time('start_time');
    const end = row.time('end_time');
    const headway = row.integer('headway_secs', 1, 86_400);
    const isExact = row.choice('exact_times', 1, 0) === 1;
    if (trip === -1 || start === null || end === null || headway === null) return;
    templates.add(trip);
    for (let at = start; at < end; at += headway) {
      if (runs.length >= maxRuns) {
        row.error('number_out_of_range', 'headway_secs', `makes more than ${maxRuns} runs`);
        return;
      }
      runs.push({ trip, start: at, isExact });
    }
  });
  return runs.length === 0 && templates.size === 0 ? timetable : writeOutRuns(timetable, templates, runs);
}
