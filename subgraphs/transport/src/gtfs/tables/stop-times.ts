import type { Archive } from '../../archive/archive.ts';
import { at, gather, gatherBytes, groupRows, IntColumn, intAt } from '../../feed/columns.ts';
import { asSlice, inSlices } from '../../feed/slices.ts';
import {
  locationType,
  type StopTable,
  type StopTimeTable,
  type TripTable,
  timePrecision,
} from '../../feed/tables.ts';
import { counted } from '../counted.ts';
import type { LoadReport } from '../load-report.ts';
import type { Row } from '../row.ts';
import { readTable } from '../table-reader.ts';
import { type OnDemandPart, type OnDemandParts, untimedEdges } from './on-demand/untimed-edges.ts';
import { onDemandColumns, type RawWindow, readWindow } from './on-demand/windows.ts';
import { completeTimes } from './trip-times.ts';

/** Detours in the first drafts of GTFS-Flex. */
const detourColumns = ['start_service_area_id', 'start_service_area_radius'];

const shape = {
  file: 'stop_times.txt',
  columns: ['trip_id', 'stop_sequence'],
  // A fully on-demand feed has places and windows instead.
  usual: { columns: ['stop_id', 'arrival_time', 'departure_time'], unless: onDemandColumns },
};

export interface StopTimes {
  readonly stopTimes: StopTimeTable;
  /** Trips with an on-demand part, which is not in the table. */
  readonly onDemand: OnDemandParts;
  /** The on-demand parts, in the order of the file. */
  readonly windows: readonly RawWindow[];
}

/** Columns of a stop time, in the order of the file. -1 is a missing time. */
interface RawStopTimes {
  readonly lines: IntColumn;
  readonly trips: IntColumn;
  readonly stops: IntColumn;
  readonly sequences: IntColumn;
  readonly arrivals: IntColumn;
  readonly departures: IntColumn;
  readonly pickups: IntColumn;
  readonly dropOffs: IntColumn;
  readonly precisions: IntColumn;
  /** Index of the text, or -1. */
  readonly headsigns: IntColumn;
  readonly headsignTexts: Map<string, number>;
  readonly onDemand: Map<number, OnDemandPart>;
  readonly windows: RawWindow[];
  /** Trips with detours, which are ignored. */
  readonly detours: Set<number>;
}

export async function readStopTimes(
  archive: Archive,
  report: LoadReport,
  trips: TripTable,
  stops: StopTable,
): Promise<StopTimes> {
  const raw: RawStopTimes = {
    lines: new IntColumn(),
    trips: new IntColumn(),
    stops: new IntColumn(),
    sequences: new IntColumn(),
    arrivals: new IntColumn(),
    departures: new IntColumn(),
    pickups: new IntColumn(),
    dropOffs: new IntColumn(),
    precisions: new IntColumn(),
    headsigns: new IntColumn(),
    headsignTexts: new Map(),
    onDemand: new Map(),
    windows: [],
    detours: new Set(),
  };
  await readTable(archive, shape, report, (row) => readStopTime(row, raw, trips, stops));
  const { onDemand, windows, detours } = raw;
  if (detours.size > 0) {
    const message = `areas of on-demand service of ${counted(detours.size, 'trip')} are ignored: they are of a draft of GTFS-Flex before 2020`;
    report.warning('on_demand_areas_ignored', shape.file, null, null, message);
  }
  return { stopTimes: await sortByTrip(raw, trips.ids.length, report), onDemand, windows };
}

function readStopTime(row: Row, raw: RawStopTimes, trips: TripTable, stops: StopTable): void {
  const trip = row.reference('trip_id', trips.indexOf, 'trips.txt');
  if (onDemandColumns.some((column) => row.text(column) !== '')) {
    const sequence = row.integer('stop_sequence', 0, 2 ** 31 - 1) ?? 0;
    const { first, last } = raw.onDemand.get(trip) ?? { first: sequence, last: sequence };
    raw.onDemand.set(trip, { first: Math.min(first, sequence), last: Math.max(last, sequence) });
    raw.windows.push(readWindow(row, trip, sequence));
    return;
  }
  if (detourColumns.some((column) => row.text(column) !== '')) raw.detours.add(trip);
  const stop = row.reference('stop_id', stops.indexOf, 'stops.txt');
  if (stop !== -1 && stops.kinds[stop] !== locationType.stop) {
    row.error('location_with_unexpected_stop_time', 'stop_id', 'is a station or an entrance; use a stop');
  }
  const sequence = row.integer('stop_sequence', 0, 2 ** 31 - 1);
  if (sequence === null && row.text('stop_sequence') === '') row.required('stop_sequence');
  const arrival = row.time('arrival_time') ?? -1;
  const departure = row.time('departure_time') ?? -1;
  raw.lines.push(row.line);
  raw.trips.push(trip);
  raw.stops.push(stop);
  raw.sequences.push(sequence ?? 0);
  // If only one is given, the vehicle does not wait.
  raw.arrivals.push(arrival === -1 ? departure : arrival);
  raw.departures.push(departure === -1 ? arrival : departure);
  raw.pickups.push(row.choice('pickup_type', 3, 0));
  raw.dropOffs.push(row.choice('drop_off_type', 3, 0));
  const isStated = row.choice('timepoint', 1, 1) === 1 && Math.max(arrival, departure) !== -1;
  raw.precisions.push(isStated ? timePrecision.exact : timePrecision.approximate);
  raw.headsigns.push(indexOfText(raw.headsignTexts, row.text('stop_headsign')));
}

function indexOfText(texts: Map<string, number>, text: string): number {
  if (text === '') return -1;
  const index = texts.get(text) ?? texts.size;
  texts.set(text, index);
  return index;
}

/** Trips per batch: some ten thousands of stop times. */
const tripsOfSlice = 1_000;

/** The file is unordered: rows are grouped by trip and sorted by `stop_sequence`. */
async function sortByTrip(raw: RawStopTimes, tripCount: number, report: LoadReport): Promise<StopTimeTable> {
  const sequenceOf = raw.sequences.toArray();
  const tripOf = raw.trips.toArray();
  const untimed = untimedEdges(raw.onDemand, tripOf, sequenceOf, raw.arrivals.toArray());
  for (const row of untimed) tripOf[row] = -1;
  const { offsets, rows: order } = groupRows(tripOf, tripCount);
  await inSlices(tripCount, tripsOfSlice, (trip) => {
    order
      .subarray(at(offsets, trip), at(offsets, trip + 1))
      .sort((one, other) => intAt(sequenceOf, one) - intAt(sequenceOf, other) || one - other);
  });
  const ordered = (column: IntColumn) => asSlice(() => gather(column.toArray(), order));
  const orderedBytes = (column: IntColumn) => asSlice(() => gatherBytes(column.toArray(), order));
  const sorted = {
    lines: await ordered(raw.lines),
    sequences: await ordered(raw.sequences),
    arrivals: await ordered(raw.arrivals),
    departures: await ordered(raw.departures),
  };
  await inSlices(tripCount, tripsOfSlice, (trip) =>
    completeTimes(sorted, at(offsets, trip), at(offsets, trip + 1), shape.file, report),
  );
  return {
    offsets,
    trips: await ordered(raw.trips),
    stops: await ordered(raw.stops),
    sequences: sorted.sequences,
    arrivals: sorted.arrivals,
    departures: sorted.departures,
    pickups: await orderedBytes(raw.pickups),
    dropOffs: await orderedBytes(raw.dropOffs),
    precisions: await orderedBytes(raw.precisions),
    headsigns: {
      texts: [...raw.headsignTexts.keys()],
      of: raw.headsignTexts.size === 0 ? new Int32Array() : await ordered(raw.headsigns),
    },
    latest: sorted.departures.reduce((latest, seconds) => Math.max(latest, seconds), 0),
  };
}
