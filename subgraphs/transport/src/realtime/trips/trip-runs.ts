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

const notAvailable = 1;
const runsOfSlice = 200;

/** Runs of one feed, with their departures by stop. */
export class TripRuns {
  readonly feed: Feed;
  readonly runs: readonly TripRun[];
  readonly #byKey: ReadonlyMap<number, TripRun>;
  readonly #byStop: Groups;
  readonly #calls: readonly ExpectedCall[];
  readonly #sorted = new Map<number, readonly ExpectedCall[]>();

  private constructor(feed: Feed, runs: readonly TripRun[], byStop: Groups, calls: readonly ExpectedCall[]) {
    this.feed = feed;
    this.runs = runs;
    this.#byKey = new Map(runs.map((run) => [runKey(run.trip, run.day), run]));
    this.#byStop = byStop;
    this.#calls = calls;
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
    const calls: ExpectedCall[] = [];
    const stops = new IntColumn();
    await inSlices(runs.length, runsOfSlice, (index) => {
      for (const { stop, expected } of departuresOf(feed, at(runs, index))) {
        stops.push(stop);
        calls.push(expected);
      }
    });
    return new TripRuns(feed, runs, groupRows(stops.toArray(), feed.stops.ids.length), calls);
  }

  runOf(trip: number, day: Day): TripRun | undefined {
    return this.#byKey.get(runKey(trip, day));
  }

  /** Departures at a stop in order of time; sorted when first needed. */
  departuresAt(stop: number): readonly ExpectedCall[] {
    const known = this.#sorted.get(stop);
    if (known !== undefined) return known;
    const { offsets, rows } = this.#byStop;
    const sorted = Array.from(rows.subarray(intAt(offsets, stop), intAt(offsets, stop + 1)), (row) =>
      at(this.#calls, row),
    ).sort((one, other) => one.at - other.at);
    this.#sorted.set(stop, sorted);
    return sorted;
  }
}

/** Departures of a run as passengers see them: not of deleted trips, and at the stop where it really stops. */
function* departuresOf({ stopTimes, clock }: Feed, run: TripRun) {
  if (run.relation === 'deleted' || run.relation === 'replaced') return;
  const begin = intAt(stopTimes.offsets, run.trip);
  const start = clock.serviceDayStart(run.day);
  for (let call = 0; call + 1 < run.calls.length; call += 1) {
    const row = begin + call;
    if (at(stopTimes.pickups, row) === notAvailable) continue;
    const assigned = run.stops === null ? -1 : intAt(run.stops, call);
    const estimate = intAt(run.departures, call);
    const seconds = estimate === unknownTime ? intAt(stopTimes.departures, row) : estimate;
    yield {
      stop: assigned === -1 ? intAt(stopTimes.stops, row) : assigned,
      expected: { run, call, at: start + seconds },
    };
  }
}
