import { sharedInts } from '../../../feed/columns.ts';
import { locationType, type StopTable, type TripTable, timePrecision } from '../../../feed/tables.ts';
import { TextsTooLarge } from '../../../feed/text-column.ts';
import { LineNumbers } from '../../line-numbers.ts';
import type { Row } from '../../row.ts';
import type { OnDemandPart } from '../on-demand/untimed-edges.ts';
import { onDemandColumns, type RawWindow, readWindow } from '../on-demand/windows.ts';

/** Detours in the first drafts of GTFS-Flex. */
const detourColumns = ['start_service_area_id', 'start_service_area_radius'];

/** Columns of this file that few feeds have. */
interface RareColumns {
  readonly onDemand: readonly string[];
  readonly detours: readonly string[];
  readonly headsigns: boolean;
}

const firstRows = 65_536;
/** Different headsigns; a nationwide feed has some ten thousand. */
const maxHeadsigns = 1_000_000;
/** Safety margin of the estimate. */
const spare = 1.03;

/** Stop times in the order of the file. */
export class RawStopTimes {
  length = 0;
  trips = sharedInts(firstRows);
  stops = sharedInts(firstRows);
  sequences = sharedInts(firstRows);
  /** Seconds, or -1 if the time is missing. */
  arrivals = sharedInts(firstRows);
  departures = sharedInts(firstRows);
  /** Made by {@link packRules}. */
  rules = sharedInts(firstRows);
  readonly lines = new LineNumbers();
  readonly headsigns = new Map<string, number>();
  readonly onDemand = new Map<number, OnDemandPart>();
  readonly windows: RawWindow[] = [];
  /** Trips with detours, which are ignored. */
  readonly detours = new Set<number>();
  /** Whether the rows are grouped by trip, in the order of trips and of travel. */
  isSorted = true;
  #last = { trip: -1, sequence: -1 };
  readonly #tripTable: TripTable;
  readonly #stopTable: StopTable;
  readonly #fileBytes: number;
  #rare: RareColumns | undefined;

  /** @param fileBytes size of the file, from which the number of its rows is estimated */
  constructor(trips: TripTable, stops: StopTable, fileBytes: number) {
    this.#tripTable = trips;
    this.#stopTable = stops;
    this.#fileBytes = fileBytes;
  }

  add(row: Row): void {
    this.#rare ??= rareColumnsOf(row);
    const { onDemand, detours, headsigns } = this.#rare;
    const trip = row.reference('trip_id', this.#tripTable.ids, 'trips.txt');
    if (onDemand.some((column) => row.text(column) !== '')) {
      this.#addWindow(row, trip);
      return;
    }
    if (detours.some((column) => row.text(column) !== '')) this.detours.add(trip);
    const arrival = row.time('arrival_time') ?? -1;
    const departure = row.time('departure_time') ?? -1;
    const isStated = row.choice('timepoint', 1, 1) === 1 && Math.max(arrival, departure) !== -1;
    const sequence = sequenceOf(row);
    this.#checkOrder(trip, sequence);
    if (this.length === this.trips.length) this.#grow(row.fileBytes);
    const at = this.length;
    this.length += 1;
    this.lines.push(row.line);
    this.trips[at] = trip;
    this.stops[at] = this.#stopOf(row);
    this.sequences[at] = sequence;
    // If only one is given, the vehicle does not wait.
    this.arrivals[at] = arrival === -1 ? departure : arrival;
    this.departures[at] = departure === -1 ? arrival : departure;
    this.rules[at] = packRules({
      pickup: row.choice('pickup_type', 3, 0),
      dropOff: row.choice('drop_off_type', 3, 0),
      precision: isStated ? timePrecision.exact : timePrecision.approximate,
      headsign: headsigns ? this.#headsignOf(row.text('stop_headsign')) : -1,
    });
  }

  /**
   * Makes room for the whole file at once: columns that grow often are copied often, and pages of memory that
   * nothing is written to take none.
   */
  #grow(bytesRead: number): void {
    const estimate = Math.ceil(((this.length * this.#fileBytes) / bytesRead) * spare);
    const capacity = Math.max(estimate, this.length + firstRows);
    const grown = (column: Int32Array) => {
      const larger = sharedInts(capacity);
      larger.set(column);
      return larger;
    };
    this.trips = grown(this.trips);
    this.stops = grown(this.stops);
    this.sequences = grown(this.sequences);
    this.arrivals = grown(this.arrivals);
    this.departures = grown(this.departures);
    this.rules = grown(this.rules);
  }

  #checkOrder(trip: number, sequence: number): void {
    const last = this.#last;
    if (trip < last.trip || trip === -1 || (trip === last.trip && sequence < last.sequence))
      this.isSorted = false;
    last.trip = trip;
    last.sequence = sequence;
  }

  #stopOf(row: Row): number {
    const stop = row.reference('stop_id', this.#stopTable.ids, 'stops.txt');
    if (stop !== -1 && this.#stopTable.kinds[stop] !== locationType.stop) {
      row.error('location_with_unexpected_stop_time', 'stop_id', 'is a station or an entrance; use a stop');
    }
    return stop;
  }

  #headsignOf(text: string): number {
    if (text === '') return -1;
    const index = this.headsigns.get(text) ?? this.headsigns.size;
    if (index === maxHeadsigns) throw new TextsTooLarge();
    this.headsigns.set(text, index);
    return index;
  }

  #addWindow(row: Row, trip: number): void {
    const sequence = row.integer('stop_sequence', 0, 2 ** 31 - 1) ?? 0;
    const { first, last } = this.onDemand.get(trip) ?? { first: sequence, last: sequence };
    this.onDemand.set(trip, { first: Math.min(first, sequence), last: Math.max(last, sequence) });
    this.windows.push(readWindow(row, trip, sequence));
  }
}

function rareColumnsOf(row: Row): RareColumns {
  return {
    onDemand: onDemandColumns.filter((column) => row.has(column)),
    detours: detourColumns.filter((column) => row.has(column)),
    headsigns: row.has('stop_headsign'),
  };
}

function sequenceOf(row: Row): number {
  const sequence = row.integer('stop_sequence', 0, 2 ** 31 - 1);
  if (sequence === null && row.text('stop_sequence') === '') row.required('stop_sequence');
  return sequence ?? 0;
}

/** The small values of a stop time. */
interface Rules {
  readonly pickup: number;
  readonly dropOff: number;
  readonly precision: number;
  /** Index of the text, or -1. */
  readonly headsign: number;
}

function packRules({ pickup, dropOff, precision, headsign }: Rules): number {
  return pickup | (dropOff << 2) | (precision << 4) | ((headsign + 1) << 6);
}

/** The inverse of {@link packRules}, for each value. */
export const unpackRules: Readonly<Record<keyof Rules, (packed: number) => number>> = {
  pickup: (packed) => packed & 3,
  dropOff: (packed) => (packed >>> 2) & 3,
  precision: (packed) => (packed >>> 4) & 3,
  headsign: (packed) => (packed >>> 6) - 1,
};
