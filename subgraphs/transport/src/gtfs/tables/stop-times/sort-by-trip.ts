import {
  at,
  gather,
  groupRows,
  type IntColumn,
  intAt,
  sharedBytes,
  sharedInts,
} from '../../../feed/columns.ts';
import { asSlice, inSlices } from '../../../feed/slices.ts';
import type { StopTimeTable } from '../../../feed/tables.ts';
import type { LoadReport } from '../../load-report.ts';
import { untimedEdges } from '../on-demand/untimed-edges.ts';
import { type RawStopTimes, unpackRules } from './raw-stop-times.ts';
import { completeTimes } from './trip-times.ts';

/** Trips per batch: some ten thousands of stop times. */
const tripsOfSlice = 1_000;

/**
 * Groups stop times by trip and sorts them by `stop_sequence`, because the file is unordered. Empties the raw
 * columns one by one, so that the memory of only one is taken twice.
 */
export async function sortByTrip(
  raw: RawStopTimes,
  tripCount: number,
  file: string,
  report: LoadReport,
): Promise<StopTimeTable> {
  const { offsets, rows } = await orderOf(raw, tripCount);
  const sorted = (column: IntColumn) => asSlice(() => gather(column.take(), rows));
  const times = {
    lines: await sorted(raw.lines),
    sequences: await sorted(raw.sequences),
    arrivals: await sorted(raw.arrivals),
    departures: await sorted(raw.departures),
  };
  await inSlices(tripCount, tripsOfSlice, (trip) =>
    completeTimes(times, at(offsets, trip), at(offsets, trip + 1), file, report),
  );
  const { sequences, arrivals, departures } = times;
  const trips = sharedInts(rows.length);
  for (let trip = 0; trip < tripCount; trip += 1) trips.fill(trip, at(offsets, trip), at(offsets, trip + 1));
  const stops = await sorted(raw.stops);
  const rules = await sorted(raw.rules);
  const unpacked = (of: (packed: number) => number) => {
    const values = sharedBytes(rules.length);
    for (let row = 0; row < rules.length; row += 1) values[row] = of(intAt(rules, row));
    return values;
  };
  return {
    ...{ offsets, trips, stops, sequences, arrivals, departures },
    pickups: await asSlice(() => unpacked(unpackRules.pickup)),
    dropOffs: await asSlice(() => unpacked(unpackRules.dropOff)),
    precisions: await asSlice(() => unpacked(unpackRules.precision)),
    headsigns: {
      texts: [...raw.headsigns.keys()],
      of: raw.headsigns.size === 0 ? new Int32Array() : rules.map(unpackRules.headsign),
    },
    latest: departures.reduce((latest, seconds) => Math.max(latest, seconds), 0),
  };
}

async function orderOf(raw: RawStopTimes, tripCount: number) {
  const [tripOf, sequenceOf] = [raw.trips.take(), raw.sequences.toArray()];
  for (const row of untimedEdges(raw.onDemand, tripOf, sequenceOf, raw.arrivals)) tripOf[row] = -1;
  const { offsets, rows } = await asSlice(() => groupRows(tripOf, tripCount));
  await inSlices(tripCount, tripsOfSlice, (trip) => {
    const own = rows.subarray(at(offsets, trip), at(offsets, trip + 1));
    if (!isSorted(own, sequenceOf)) {
      own.sort((one, other) => intAt(sequenceOf, one) - intAt(sequenceOf, other) || one - other);
    }
  });
  return { offsets, rows };
}

/** Most files are in order, and sorting takes longer than looking. */
function isSorted(rows: Int32Array, keys: Int32Array): boolean {
  for (let place = 1; place < rows.length; place += 1) {
    if (intAt(keys, intAt(rows, place)) < intAt(keys, intAt(rows, place - 1))) return false;
  }
  return true;
}
