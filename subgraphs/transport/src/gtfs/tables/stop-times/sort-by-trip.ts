import { at, type Groups, gather, groupRows, intAt, sharedBytes, sharedInts } from '../../../feed/columns.ts';
import { asSlice, inSlices } from '../../../feed/slices.ts';
import type { StopTimeTable } from '../../../feed/tables.ts';
import type { LoadReport } from '../../load-report.ts';
import { untimedEdges } from '../on-demand/untimed-edges.ts';
import { type RawStopTimes, unpackRules } from './raw-stop-times.ts';
import { completeTimes } from './trip-times.ts';

/** Groups stop times by trip and sorts them by `stop_sequence`. */
export async function sortByTrip(
  raw: RawStopTimes,
  tripCount: number,
  file: string,
  report: LoadReport,
): Promise<StopTimeTable> {
  // The columns of a file that is in order stay as they are.
  const order = raw.isSorted && raw.onDemand.size === 0 ? null : await orderOf(raw, tripCount);
  const inOrder = (column: Int32Array) =>
    order === null ? column.subarray(0, raw.length) : asSlice(() => gather(column, order.rows));
  const offsets = order === null ? offsetsOf(raw.trips.subarray(0, raw.length), tripCount) : order.offsets;
  const times = {
    lineOf: (row: number) => raw.lines.of(order === null ? row : at(order.rows, row)),
    sequences: await inOrder(raw.sequences),
    arrivals: await inOrder(raw.arrivals),
    departures: await inOrder(raw.departures),
  };
  await inSlices(tripCount, (trip) =>
    completeTimes(times, at(offsets, trip), at(offsets, trip + 1), file, report),
  );
  const { sequences, arrivals, departures } = times;
  const trips = await inOrder(raw.trips);
  const stops = await inOrder(raw.stops);
  const rules = await inOrder(raw.rules);
  return {
    ...{ offsets, trips, stops, sequences, arrivals, departures },
    pickups: await asSlice(() => unpacked(rules, unpackRules.pickup)),
    dropOffs: await asSlice(() => unpacked(rules, unpackRules.dropOff)),
    precisions: await asSlice(() => unpacked(rules, unpackRules.precision)),
    headsigns: {
      texts: [...raw.headsigns.keys()],
      of: raw.headsigns.size === 0 ? new Int32Array() : headsignsOf(rules),
    },
    latest: departures.reduce((latest, seconds) => Math.max(latest, seconds), 0),
  };
}

function offsetsOf(tripOf: Int32Array, tripCount: number): Int32Array {
  const offsets = sharedInts(tripCount + 1);
  for (let row = 0; row < tripOf.length; row += 1) offsets[intAt(tripOf, row) + 1] = row + 1;
  for (let trip = 0; trip < tripCount; trip += 1) {
    offsets[trip + 1] = Math.max(intAt(offsets, trip), intAt(offsets, trip + 1));
  }
  return offsets;
}

/** Rows of the file in the order of the table; those without a trip are left out. */
async function orderOf(raw: RawStopTimes, tripCount: number): Promise<Groups> {
  const [tripOf, sequenceOf] = [raw.trips.slice(0, raw.length), raw.sequences];
  for (const row of untimedEdges(raw.onDemand, tripOf, sequenceOf, raw.arrivals)) tripOf[row] = -1;
  const { offsets, rows } = await asSlice(() => groupRows(tripOf, tripCount));
  await inSlices(tripCount, (trip) => {
    const own = rows.subarray(at(offsets, trip), at(offsets, trip + 1));
    if (!isSorted(own, sequenceOf)) {
      own.sort((one, other) => intAt(sequenceOf, one) - intAt(sequenceOf, other) || one - other);
    }
  });
  return { offsets, rows };
}

function isSorted(rows: Int32Array, keys: Int32Array): boolean {
  for (let place = 1; place < rows.length; place += 1) {
    if (intAt(keys, intAt(rows, place)) < intAt(keys, intAt(rows, place - 1))) return false;
  }
  return true;
}

function unpacked(rules: Int32Array, unpack: (packed: number) => number): Uint8Array {
  const values = sharedBytes(rules.length);
  for (let row = 0; row < rules.length; row += 1) values[row] = unpack(intAt(rules, row));
  return values;
}

function headsignsOf(rules: Int32Array): Int32Array {
  const values = sharedInts(rules.length);
  for (let row = 0; row < rules.length; row += 1) values[row] = unpackRules.headsign(intAt(rules, row));
  return values;
}
