import type { Archive } from '../../archive/archive.ts';
import { at, groupRows, IntColumn } from '../../feed/columns.ts';
import { locationType, type StopTable, type StopTimeTable, type TripTable } from '../../feed/tables.ts';
import type { LoadReport } from '../load-report.ts';
import type { Row } from '../row.ts';
import { readTable } from '../table-reader.ts';
import { completeTimes } from './trip-times.ts';

const shape = {
  file: 'stop_times.txt',
  columns: ['trip_id', 'stop_id', 'stop_sequence', 'arrival_time', 'departure_time'],
};

/** What a stop time is read as, in the order of the file. -1 is a time left out. */
interface RawStopTimes {
  readonly lines: IntColumn;
  readonly trips: IntColumn;
  readonly stops: IntColumn;
  readonly sequences: IntColumn;
  readonly arrivals: IntColumn;
  readonly departures: IntColumn;
  readonly pickups: IntColumn;
  readonly dropOffs: IntColumn;
  readonly headsigns: Map<number, string>;
}

export async function readStopTimes(
  archive: Archive,
  report: LoadReport,
  trips: TripTable,
  stops: StopTable,
): Promise<StopTimeTable> {
  const raw: RawStopTimes = {
    lines: new IntColumn(),
    trips: new IntColumn(),
    stops: new IntColumn(),
    sequences: new IntColumn(),
    arrivals: new IntColumn(),
    departures: new IntColumn(),
    pickups: new IntColumn(),
    dropOffs: new IntColumn(),
    headsigns: new Map(),
  };
  await readTable(archive, shape, report, (row) => readStopTime(row, raw, trips, stops));
  return sortByTrip(raw, trips.ids.length, report);
}

function readStopTime(row: Row, raw: RawStopTimes, trips: TripTable, stops: StopTable): void {
  const stop = row.reference('stop_id', stops.indexOf, 'stops.txt');
  if (stop !== -1 && stops.kinds[stop] !== locationType.stop) {
    row.error('wrong_parent_location_type', 'stop_id', 'is a station or an entrance; vehicles call at stops');
  }
  const sequence = row.integer('stop_sequence', 0, 2 ** 31 - 1);
  if (sequence === null && row.text('stop_sequence') === '') row.required('stop_sequence');
  const arrival = row.time('arrival_time') ?? -1;
  const departure = row.time('departure_time') ?? -1;
  const headsign = row.text('stop_headsign');
  if (headsign !== '') raw.headsigns.set(raw.lines.length, headsign);
  raw.lines.push(row.line);
  raw.trips.push(row.reference('trip_id', trips.indexOf, 'trips.txt'));
  raw.stops.push(stop);
  raw.sequences.push(sequence ?? 0);
  // Where one of the two is given, the vehicle does not wait.
  raw.arrivals.push(arrival === -1 ? departure : arrival);
  raw.departures.push(departure === -1 ? arrival : departure);
  raw.pickups.push(row.choice('pickup_type', 3, 0));
  raw.dropOffs.push(row.choice('drop_off_type', 3, 0));
}

/** The file may be in any order: rows are brought together by trip and sorted by `stop_sequence`. */
function sortByTrip(raw: RawStopTimes, tripCount: number, report: LoadReport): StopTimeTable {
  const sequenceOf = raw.sequences.toArray();
  const { offsets, rows: order } = groupRows(raw.trips.toArray(), tripCount);
  for (let trip = 0; trip < tripCount; trip += 1) {
    order
      .subarray(at(offsets, trip), at(offsets, trip + 1))
      .sort((one, other) => at(sequenceOf, one) - at(sequenceOf, other) || one - other);
  }
  const ordered = (column: IntColumn) => {
    const values = column.toArray();
    return order.map((row) => at(values, row));
  };
  const sorted = {
    lines: ordered(raw.lines),
    sequences: ordered(raw.sequences),
    arrivals: ordered(raw.arrivals),
    departures: ordered(raw.departures),
  };
  for (let trip = 0; trip < tripCount; trip += 1) {
    completeTimes(sorted, at(offsets, trip), at(offsets, trip + 1), shape.file, report);
  }
  const headsigns = new Map<number, string>();
  if (raw.headsigns.size > 0) {
    for (const [place, row] of order.entries()) {
      const headsign = raw.headsigns.get(row);
      if (headsign !== undefined) headsigns.set(place, headsign);
    }
  }
  return {
    offsets,
    trips: ordered(raw.trips),
    stops: ordered(raw.stops),
    sequences: sorted.sequences,
    arrivals: sorted.arrivals,
    departures: sorted.departures,
    pickups: Uint8Array.from(ordered(raw.pickups)),
    dropOffs: Uint8Array.from(ordered(raw.dropOffs)),
    headsigns,
    latest: sorted.departures.reduce((latest, seconds) => Math.max(latest, seconds), 0),
  };
}
