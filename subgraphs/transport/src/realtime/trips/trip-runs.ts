import { at, type Groups, groupRows, IntColumn, intAt } from '../../feed/columns.ts';
import type { Feed } from '../../feed/feed.ts';
import { inSlices } from '../../feed/slices.ts';
import type { Instant } from '../../feed/zone-clock.ts';
import type { Day } from '../../gtfs/date.ts';
import { runKey, type TripRun, unknownTime } from './trip-run.ts';

/** A departure for which there is real-time information. */
export interface ExpectedCall {
  readonly run: TripRun;
  /** Position in the trip. */
  readonly call: number;
  /** Expected departure, or the scheduled one without an estimate. */
  readonly at: Instant;
}

/** Departures of runs: the stop, the run and the position in the trip of each. */
interface CallColumns {
  readonly stops: IntColumn;
  readonly runs: IntColumn;
  readonly calls: IntColumn;
}

const notAvailable = 1;
const runsOfSlice = 50;

/** Runs of one feed, with their departures by stop. */
export class TripRuns {
  readonly feed: Feed;
  readonly runs: readonly TripRun[];
  readonly #byKey: ReadonlyMap<number, TripRun>;
  /** Stop row -> rows of the two columns. */
  readonly #byStop: Groups;
  readonly #runOf: Int32Array;
  readonly #callOf: Int32Array;
  #byTrip: ReadonlyMap<number, TripRun> | undefined;
  readonly #sorted = new Map<number, readonly ExpectedCall[]>();

  private constructor(feed: Feed, runs: ReadonlyMap<number, TripRun>, columns: CallColumns) {
    this.feed = feed;
    this.runs = [...runs.values()];
    this.#byKey = runs;
    this.#byStop = groupRows(columns.stops.toArray(), feed.stops.ids.length);
    this.#runOf = columns.runs.toArray();
    this.#callOf = columns.calls.toArray();
  }

  /** Indexes runs; of two for the same trip and day, the newer one counts. */
  static async of(feed: Feed, given: readonly TripRun[]): Promise<TripRuns> {
    const newest = new Map<number, TripRun>();
    for (const run of given) {
      const key = runKey(run.trip, run.day);
      const known = newest.get(key);
      if (known === undefined || known.timestamp <= run.timestamp) newest.set(key, run);
    }
    const runs = [...newest.values()];
    const columns = { stops: new IntColumn(), runs: new IntColumn(), calls: new IntColumn() };
    await inSlices(runs.length, runsOfSlice, (index) => addDepartures(feed, at(runs, index), index, columns));
    return new TripRuns(feed, newest, columns);
  }

  runOf(trip: number, day: Day): TripRun | undefined {
    return this.#byKey.get(runKey(trip, day));
  }

  /** A run of a trip that has one only, as added trips do; indexed when first needed. */
  ofTrip(trip: number): TripRun | undefined {
    this.#byTrip ??= new Map(this.runs.map((run) => [run.trip, run]));
    return this.#byTrip.get(trip);
  }

  /** Departures at a stop in order of time; sorted when first needed. */
  departuresAt(stop: number): readonly ExpectedCall[] {
    const known = this.#sorted.get(stop);
    if (known !== undefined) return known;
    const { offsets, rows } = this.#byStop;
    const sorted = Array.from(
      rows.subarray(intAt(offsets, stop), intAt(offsets, stop + 1)),
      (row): ExpectedCall => {
        const run = at(this.runs, intAt(this.#runOf, row));
        const call = intAt(this.#callOf, row);
        return { run, call, at: expectedAt(this.feed, run, call) };
      },
    ).sort((one, other) => one.at - other.at);
    this.#sorted.set(stop, sorted);
    return sorted;
  }
}

/** Departures as passengers see them: none of deleted trips, and at the stop where the vehicle stops. */
function addDepartures({ stopTimes }: Feed, run: TripRun, index: number, columns: CallColumns): void {
  if (run.relation === 'deleted' || run.relation === 'replaced') return;
  const begin = intAt(stopTimes.offsets, run.trip);
  // The last call is not a departure.
  for (let call = 0; call + 1 < run.calls.length; call += 1) {
    if (at(stopTimes.pickups, begin + call) === notAvailable) continue;
    const assigned = run.stops === null ? -1 : intAt(run.stops, call);
    columns.stops.push(assigned === -1 ? intAt(stopTimes.stops, begin + call) : assigned);
    columns.runs.push(index);
    columns.calls.push(call);
  }
}

function expectedAt({ stopTimes, clock }: Feed, run: TripRun, call: number): Instant {
  const estimate = intAt(run.departures, call);
  const scheduled = intAt(stopTimes.departures, intAt(stopTimes.offsets, run.trip) + call);
  return clock.serviceDayStart(run.day) + (estimate === unknownTime ? scheduled : estimate);
}
