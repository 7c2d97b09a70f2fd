import type { Archive } from '../../archive/archive.ts';
import { at, gather, gatherBytes, IntColumn, intAt, sharedInts } from '../../feed/columns.ts';
import { type StopTimeTable, type TripTable, timePrecision } from '../../feed/tables.ts';
import type { LoadReport } from '../load-report.ts';
import { readTable } from '../table-reader.ts';
import { formatGtfsTime } from '../time.ts';

const shape = {
  file: 'frequencies.txt',
  columns: ['trip_id', 'start_time', 'end_time', 'headway_secs'],
};

/** More runs than any city's metro has in a day; a headway of one second must not fill the memory. */
const maxRuns = 200_000;

interface Run {
  readonly trip: number;
  readonly start: number;
  /** Whether it runs at just this time, or about so often (`exact_times`). */
  readonly isExact: boolean;
}

interface Timetable {
  readonly trips: TripTable;
  readonly stopTimes: StopTimeTable;
}

/**
 * Writes out trips that run at a headway (frequencies.txt) as one trip a run, so that nothing behind this file
 * need know of them. The trip `m1` that starts at 08:10 becomes `m1@08:10:00`; `m1` itself, which only gave the
 * travel times, is gone.
 */
export async function expandFrequencies(
  archive: Archive,
  report: LoadReport,
  timetable: Timetable,
): Promise<Timetable> {
  if (!archive.has(shape.file)) return timetable;
  const runs: Run[] = [];
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
  return runs.length === 0 && templates.size === 0 ? timetable : writeOut(timetable, templates, runs);
}

function writeOut({ trips, stopTimes }: Timetable, templates: ReadonlySet<number>, runs: Run[]): Timetable {
  const kept = trips.ids.flatMap((_, trip) =>
    templates.has(trip) ? [] : [{ trip, start: null, isExact: true }],
  );
  const all: { trip: number; start: number | null; isExact: boolean }[] = [...kept, ...runs];
  const ids = all.map(({ trip, start }) =>
    start === null ? at(trips.ids, trip) : `${at(trips.ids, trip)}@${formatGtfsTime(start)}`,
  );
  const sources = new IntColumn();
  const shifts = new IntColumn();
  const tripOf = new IntColumn();
  const sampled = new IntColumn();
  const offsets = sharedInts(all.length + 1);
  for (const [run, { trip, start, isExact }] of all.entries()) {
    const begin = at(stopTimes.offsets, trip);
    const end = at(stopTimes.offsets, trip + 1);
    for (let row = begin; row < end; row += 1) {
      sources.push(row);
      shifts.push(start === null ? 0 : start - at(stopTimes.departures, begin));
      tripOf.push(run);
      sampled.push(isExact ? 0 : 1);
    }
    offsets[run + 1] = sources.length;
  }
  const source = sources.toArray();
  const shift = shifts.toArray();
  const isSampled = sampled.toArray();
  const shifted = (column: Int32Array) => {
    const times = gather(column, source);
    for (let place = 0; place < times.length; place += 1)
      times[place] = intAt(times, place) + intAt(shift, place);
    return times;
  };
  const precisions = gatherBytes(stopTimes.precisions, source);
  for (let place = 0; place < precisions.length; place += 1) {
    if (intAt(isSampled, place) === 1) precisions[place] = timePrecision.headway;
  }
  const departures = shifted(stopTimes.departures);
  const { texts, of } = stopTimes.headsigns;
  return {
    trips: {
      ids,
      indexOf: new Map(ids.map((id, run) => [id, run])),
      sourceIds: all.map(({ trip }) => at(trips.sourceIds, trip)),
      routes: Int32Array.from(all, ({ trip }) => at(trips.routes, trip)),
      services: Int32Array.from(all, ({ trip }) => at(trips.services, trip)),
      directions: Int8Array.from(all, ({ trip }) => at(trips.directions, trip)),
      headsigns: all.map(({ trip }) => at(trips.headsigns, trip)),
      wheelchair: Uint8Array.from(all, ({ trip }) => at(trips.wheelchair, trip)),
    },
    stopTimes: {
      offsets,
      trips: gather(tripOf.toArray(), Int32Array.from(source.keys())),
      stops: gather(stopTimes.stops, source),
      sequences: gather(stopTimes.sequences, source),
      arrivals: shifted(stopTimes.arrivals),
      departures,
      pickups: gatherBytes(stopTimes.pickups, source),
      dropOffs: gatherBytes(stopTimes.dropOffs, source),
      precisions,
      headsigns: { texts, of: of.length === 0 ? of : gather(of, source) },
      latest: departures.reduce((latest, seconds) => Math.max(latest, seconds), 0),
    },
  };
}
