import { at, intAt, rowsOf } from '../../feed/columns.ts';
import type { Feed } from '../../feed/feed.ts';
import { inSlices } from '../../feed/slices.ts';
import type { Instant } from '../../feed/zone-clock.ts';
import type { Day } from '../../gtfs/date.ts';
import { departureOf, type TripRun, unknownTime } from './trip-run.ts';

/** A departure for which there is real-time information. */
export interface ExpectedCall {
  readonly run: TripRun;
  /** Position in the trip. */
  readonly call: number;
  /** Expected departure, or the scheduled one without an estimate. */
  readonly at: Instant;
}

const notAvailable = 1;

/** Runs of one feed by trip. Departures are looked up in the timetable when a stop is first asked for. */
export class TripRuns {
  readonly feed: Feed;
  readonly #runs: TripRun[] = [];
  /** Trip -> its newest run in the list, or -1. */
  readonly #last: Int32Array;
  /** Run -> the run of the same trip that was added before, or -1. */
  readonly #previous: number[] = [];
  /** Stop -> departures there that the timetable has at another stop. */
  readonly #moved = new Map<number, ExpectedCall[]>();
  readonly #sorted = new Map<number, readonly ExpectedCall[]>();

  private constructor(feed: Feed) {
    this.feed = feed;
    this.#last = new Int32Array(feed.trips.ids.length).fill(-1);
  }

  /** Indexes runs; of two for the same trip and day, the newer one counts. */
  static async of(feed: Feed, given: readonly TripRun[]): Promise<TripRuns> {
    const runs = new TripRuns(feed);
    await inSlices(given.length, (index) => runs.#add(at(given, index)));
    await inSlices(runs.#runs.length, (index) => runs.#addMoved(at(runs.#runs, index)));
    return runs;
  }

  get runs(): readonly TripRun[] {
    return this.#runs;
  }

  runOf(trip: number, day: Day): TripRun | undefined {
    return this.#runAt(this.#indexOf(trip, day));
  }

  /** A run of a trip that has one only, as added trips do. */
  ofTrip(trip: number): TripRun | undefined {
    return this.#runAt(intAt(this.#last, trip));
  }

  /** Departures at a stop in order of time; found when first needed. */
  departuresAt(stop: number): readonly ExpectedCall[] {
    const known = this.#sorted.get(stop);
    if (known !== undefined) return known;
    const sorted = this.#findDepartures(stop).sort((one, other) => one.at - other.at);
    this.#sorted.set(stop, sorted);
    return sorted;
  }

  #add(run: TripRun): void {
    const index = this.#indexOf(run.trip, run.day);
    const known = this.#runAt(index);
    if (known === undefined) {
      this.#previous.push(intAt(this.#last, run.trip));
      this.#last[run.trip] = this.#runs.push(run) - 1;
    } else if (known.timestamp <= run.timestamp) this.#runs[index] = run;
  }

  /** Notes where the vehicle stops instead of at a stop of the timetable. */
  #addMoved(run: TripRun): void {
    if (run.stops === null || !isShown(run)) return;
    const first = intAt(this.feed.stopTimes.offsets, run.trip);
    // The last call is not a departure.
    for (let call = 0; call + 1 < run.calls; call += 1) {
      const stop = intAt(run.stops, call);
      if (stop === -1 || at(this.feed.stopTimes.pickups, first + call) === notAvailable) continue;
      const departures = this.#moved.get(stop) ?? [];
      this.#moved.set(stop, departures);
      departures.push(this.#expected(run, call));
    }
  }

  #runAt(index: number): TripRun | undefined {
    return index === -1 ? undefined : this.#runs[index];
  }

  /** Place of a run in the list, or -1. */
  #indexOf(trip: number, day: Day): number {
    let index = intAt(this.#last, trip);
    while (index !== -1 && at(this.#runs, index).day !== day) index = at(this.#previous, index);
    return index;
  }

  /** Departures as passengers see them: none of deleted trips, and at the stop where the vehicle stops. */
  #findDepartures(stop: number): ExpectedCall[] {
    const { stopTimes, departures } = this.feed;
    const found = [...(this.#moved.get(stop) ?? [])];
    for (const row of rowsOf(departures, stop)) {
      const trip = intAt(stopTimes.trips, row);
      const call = row - intAt(stopTimes.offsets, trip);
      for (let index = intAt(this.#last, trip); index !== -1; index = at(this.#previous, index)) {
        const run = at(this.#runs, index);
        const isMoved = run.stops !== null && intAt(run.stops, call) !== -1;
        if (isShown(run) && !isMoved) found.push(this.#expected(run, call));
      }
    }
    return found;
  }

  #expected(run: TripRun, call: number): ExpectedCall {
    const { stopTimes, clock } = this.feed;
    const estimate = departureOf(run, call);
    const scheduled = intAt(stopTimes.departures, intAt(stopTimes.offsets, run.trip) + call);
    const at = clock.serviceDayStart(run.day) + (estimate === unknownTime ? scheduled : estimate);
    return { run, call, at };
  }
}

function isShown({ relation }: TripRun): boolean {
  return relation !== 'deleted' && relation !== 'replaced';
}
