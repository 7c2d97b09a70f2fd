import { at, type Groups, groupRows, IntColumn, rowsOf } from '../../feed/columns.ts';
import { FloatColumn } from '../../feed/float-column.ts';
import type { RowView } from './row-view.ts';
import type { Table } from './table.ts';

/** Row of a stop time that is not of a trip or a stop of the feed. */
const unknown = -1;

/** Columns of stop_times.txt in the order of the file; -1 and NaN are missing values. */
export interface StopTimes {
  readonly lines: Int32Array;
  readonly trips: Int32Array;
  readonly stops: Int32Array;
  readonly sequences: Int32Array;
  readonly arrivals: Int32Array;
  readonly departures: Int32Array;
  readonly distances: Float64Array;
  /** Start and end of the pickup and drop-off window. */
  readonly windowStarts: Int32Array;
  readonly windowEnds: Int32Array;
  readonly pickups: Int32Array;
  readonly dropOffs: Int32Array;
  /** Index of the location (GTFS-Flex) in {@link StopTimes.locationIds}. */
  readonly locations: Int32Array;
  readonly locationIds: readonly string[];
  /** Index of the location group in {@link StopTimes.groupIds}. */
  readonly groups: Int32Array;
  readonly groupIds: readonly string[];
  /** Trip row -> its stop times by `stop_sequence`. */
  readonly ofTrip: Groups;
}

/** Collects the stop times of a feed: at most 60 bytes each, however long their ids are. */
export class StopTimeCollector {
  readonly #lines = new IntColumn();
  readonly #trips = new IntColumn();
  readonly #stops = new IntColumn();
  readonly #sequences = new IntColumn();
  readonly #arrivals = new IntColumn();
  readonly #departures = new IntColumn();
  readonly #distances = new FloatColumn();
  readonly #windowStarts = new IntColumn();
  readonly #windowEnds = new IntColumn();
  readonly #pickups = new IntColumn();
  readonly #dropOffs = new IntColumn();
  readonly #locations = new IntColumn();
  readonly #locationIds = new Map<string, number>();
  readonly #groups = new IntColumn();
  readonly #groupIds = new Map<string, number>();

  add(row: RowView, trips: Table, stops: Table): void {
    this.#lines.push(row.line);
    this.#trips.push(trips.find('trip_id', row.text('trip_id')));
    this.#stops.push(row.has('stop_id') ? stops.find('stop_id', row.text('stop_id')) : unknown);
    this.#sequences.push(row.number('stop_sequence') ?? 0);
    this.#arrivals.push(row.seconds('arrival_time') ?? unknown);
    this.#departures.push(row.seconds('departure_time') ?? unknown);
    this.#distances.push(row.number('shape_dist_traveled') ?? Number.NaN);
    this.#windowStarts.push(row.seconds('start_pickup_drop_off_window') ?? unknown);
    this.#windowEnds.push(row.seconds('end_pickup_drop_off_window') ?? unknown);
    this.#pickups.push(row.number('pickup_type') ?? 0);
    this.#dropOffs.push(row.number('drop_off_type') ?? 0);
    this.#locations.push(indexOf(this.#locationIds, row.text('location_id')));
    this.#groups.push(indexOf(this.#groupIds, row.text('location_group_id')));
  }

  finish(tripCount: number): StopTimes {
    const trips = this.#trips.toArray();
    const sequences = this.#sequences.toArray();
    const ofTrip = groupRows(trips, tripCount);
    for (let trip = 0; trip < tripCount; trip += 1) {
      rowsOf(ofTrip, trip).sort((one, other) => at(sequences, one) - at(sequences, other) || one - other);
    }
    return {
      lines: this.#lines.toArray(),
      trips,
      stops: this.#stops.toArray(),
      sequences,
      arrivals: this.#arrivals.toArray(),
      departures: this.#departures.toArray(),
      distances: this.#distances.toArray(),
      windowStarts: this.#windowStarts.toArray(),
      windowEnds: this.#windowEnds.toArray(),
      pickups: this.#pickups.toArray(),
      dropOffs: this.#dropOffs.toArray(),
      locations: this.#locations.toArray(),
      locationIds: [...this.#locationIds.keys()],
      groups: this.#groups.toArray(),
      groupIds: [...this.#groupIds.keys()],
      ofTrip,
    };
  }
}

function indexOf(texts: Map<string, number>, text: string): number {
  if (text === '') return unknown;
  const index = texts.get(text) ?? texts.size;
  texts.set(text, index);
  return index;
}
