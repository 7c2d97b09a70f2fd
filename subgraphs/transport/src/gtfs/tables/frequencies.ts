import type { Archive } from '../../archive/archive.ts';
import { at, IntColumn } from '../../feed/columns.ts';
import type { StopTimeTable, TripTable } from '../../feed/tables.ts';
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
    if (trip === -1 || start === null || end === null || headway === null) return;
    templates.add(trip);
    for (let at = start; at < end; at += headway) {
      if (runs.length >= maxRuns) {
        row.error('number_out_of_range', 'headway_secs', `makes more than ${maxRuns} runs`);
        return;
      }
      runs.push({ trip, start: at });
    }
  });
  return runs.length === 0 && templates.size === 0 ? timetable : writeOut(timetable, templates, runs);
}

function writeOut({ trips, stopTimes }: Timetable, templates: ReadonlySet<number>, runs: Run[]): Timetable {
  const kept = trips.ids.flatMap((_, trip) => (templates.has(trip) ? [] : [{ trip, start: null }]));
  const all: { trip: number; start: number | null }[] = [...kept, ...runs];
  const ids = all.map(({ trip, start }) =>
    start === null ? at(trips.ids, trip) : `${at(trips.ids, trip)}@${formatGtfsTime(start)}`,
  );
  const sources = new IntColumn();
  const shifts = new IntColumn();
  const tripOf = new IntColumn();
  const offsets = new Int32Array(all.length + 1);
  for (const [run, { trip, start }] of all.entries()) {
    const begin = at(stopTimes.offsets, trip);
    const end = at(stopTimes.offsets, trip + 1);
    for (let row = begin; row < end; row += 1) {
      sources.push(row);
      shifts.push(start === null ? 0 : start - at(stopTimes.departures, begin));
      tripOf.push(run);
    }
    offsets[run + 1] = sources.length;
  }
  const source = sources.toArray();
  const shift = shifts.toArray();
  const shifted = (column: Int32Array) => source.map((row, place) => at(column, row) + at(shift, place));
  const departures = shifted(stopTimes.departures);
  const headsigns = new Map<number, string>();
  for (const [place, row] of source.entries()) {
    const headsign = stopTimes.headsigns.get(row);
    if (headsign !== undefined) headsigns.set(place, headsign);
  }
  return {
    trips: {
      ids,
      indexOf: new Map(ids.map((id, run) => [id, run])),
      routes: Int32Array.from(all, ({ trip }) => at(trips.routes, trip)),
      services: Int32Array.from(all, ({ trip }) => at(trips.services, trip)),
      directions: Int8Array.from(all, ({ trip }) => at(trips.directions, trip)),
      headsigns: all.map(({ trip }) => at(trips.headsigns, trip)),
      wheelchair: Uint8Array.from(all, ({ trip }) => at(trips.wheelchair, trip)),
    },
    stopTimes: {
      offsets,
      trips: tripOf.toArray(),
      stops: source.map((row) => at(stopTimes.stops, row)),
      sequences: source.map((row) => at(stopTimes.sequences, row)),
      arrivals: shifted(stopTimes.arrivals),
      departures,
      pickups: Uint8Array.from(source, (row) => at(stopTimes.pickups, row)),
      dropOffs: Uint8Array.from(source, (row) => at(stopTimes.dropOffs, row)),
      headsigns,
      latest: departures.reduce((latest, seconds) => Math.max(latest, seconds), 0),
    },
  };
}
