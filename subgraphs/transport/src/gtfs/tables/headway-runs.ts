import { at, gather, gatherBytes, intAt, sharedInts } from '../../feed/columns.ts';
import { IdTable } from '../../feed/id-table.ts';
import { asSlice, inSlices } from '../../feed/slices.ts';
import { type StopTimeTable, type TripTable, timePrecision } from '../../feed/tables.ts';
import { RepeatedTexts, TextColumn } from '../../feed/text-column.ts';
import { formatGtfsTime } from '../time.ts';

/** A run of a headway trip. */
export interface HeadwayRun {
  readonly trip: number;
  readonly start: number;
  /** Whether times are exact or approximate (`exact_times`). */
  readonly isExact: boolean;
}

export interface TripTimes {
  readonly trips: TripTable;
  readonly stopTimes: StopTimeTable;
}

/** A trip of the new table: an old one, or a run of it. */
type Made = Pick<HeadwayRun, 'trip' | 'isExact'> & { readonly start: number | null };

/** Id of a run: trip id and start time. */
export function runId(trip: string, start: number): string {
  return `${trip}@${formatGtfsTime(start)}`;
}

/** @param templates headway trips, which are removed */
export async function writeOutRuns(
  { trips, stopTimes }: TripTimes,
  templates: ReadonlySet<number>,
  runs: readonly HeadwayRun[],
): Promise<TripTimes> {
  const kept: Made[] = [];
  for (let trip = 0; trip < trips.ids.length; trip += 1) {
    if (!templates.has(trip)) kept.push({ trip, start: null, isExact: true });
  }
  const made = [...kept, ...runs];
  const idOf = ({ trip, start }: Made) =>
    start === null ? trips.ids.at(trip) : runId(trips.ids.at(trip), start);
  return {
    trips: {
      ids: await asSlice(() => IdTable.of(made.map(idOf))),
      sourceIds: await asSlice(() => TextColumn.of(made.map(({ trip }) => trips.sourceIds.at(trip)))),
      routes: Int32Array.from(made, ({ trip }) => at(trips.routes, trip)),
      services: Int32Array.from(made, ({ trip }) => at(trips.services, trip)),
      directions: Int8Array.from(made, ({ trip }) => at(trips.directions, trip)),
      headsigns: RepeatedTexts.of(made.map(({ trip }) => trips.headsigns.at(trip))),
      wheelchair: Uint8Array.from(made, ({ trip }) => at(trips.wheelchair, trip)),
      shapes: Int32Array.from(made, ({ trip }) => at(trips.shapes, trip)),
      // It is unknown which run follows another.
      blocks: Int32Array.from(made, ({ trip, start }) => (start === null ? at(trips.blocks, trip) : -1)),
    },
    stopTimes: await writeOutTimes(stopTimes, made),
  };
}

async function writeOutTimes(stopTimes: StopTimeTable, made: readonly Made[]): Promise<StopTimeTable> {
  const offsets = sharedInts(made.length + 1);
  for (const [run, { trip }] of made.entries()) {
    offsets[run + 1] =
      intAt(offsets, run) + intAt(stopTimes.offsets, trip + 1) - intAt(stopTimes.offsets, trip);
  }
  const count = intAt(offsets, made.length);
  // The old row of each new one.
  const source = new Int32Array(count);
  const trips = sharedInts(count);
  await inSlices(made.length, (run) => {
    const begin = intAt(offsets, run);
    const sourceBegin = intAt(stopTimes.offsets, at(made, run).trip);
    for (let row = begin; row < intAt(offsets, run + 1); row += 1) {
      source[row] = sourceBegin + row - begin;
      trips[row] = run;
    }
  });
  const copied = (column: Int32Array) => asSlice(() => gather(column, source));
  const copiedBytes = (column: Uint8Array) => asSlice(() => gatherBytes(column, source));
  const [arrivals, departures] = [await copied(stopTimes.arrivals), await copied(stopTimes.departures)];
  const precisions = await copiedBytes(stopTimes.precisions);
  await inSlices(made.length, (run) => {
    const { start, isExact } = at(made, run);
    const [begin, end] = [intAt(offsets, run), intAt(offsets, run + 1)];
    if (start === null || begin === end) return;
    const shift = start - intAt(departures, begin);
    for (let row = begin; row < end; row += 1) {
      arrivals[row] = intAt(arrivals, row) + shift;
      departures[row] = intAt(departures, row) + shift;
    }
    if (!isExact) precisions.fill(timePrecision.headway, begin, end);
  });
  const { texts, of } = stopTimes.headsigns;
  return {
    offsets,
    trips,
    stops: await copied(stopTimes.stops),
    sequences: await copied(stopTimes.sequences),
    arrivals,
    departures,
    pickups: await copiedBytes(stopTimes.pickups),
    dropOffs: await copiedBytes(stopTimes.dropOffs),
    precisions,
    headsigns: { texts, of: of.length === 0 ? of : await copied(of) },
    latest: departures.reduce((latest, seconds) => Math.max(latest, seconds), 0),
  };
}
