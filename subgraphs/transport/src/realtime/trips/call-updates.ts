import { at, intAt } from '../../feed/columns.ts';
import type { Feed } from '../../feed/feed.ts';
import type { StopTimeUpdate } from '../message/feed-message.ts';
import type { RealtimeProblemCode } from '../problems.ts';

type Report = (code: RealtimeProblemCode) => void;

/** The stop time updates of one trip by its calls; used for one trip after the other. */
export class CallUpdates {
  readonly #stopTimes: Feed['stopTimes'];
  readonly #stops: Feed['stops'];
  #updates: readonly StopTimeUpdate[] = [];
  /** Call -> its update, or -1. */
  #updateOf = new Int32Array(256);
  /** First stop time row of the trip. */
  #first = 0;
  #count = 0;

  constructor({ stopTimes, stops }: Feed) {
    this.#stopTimes = stopTimes;
    this.#stops = stops;
  }

  /**
   * Finds the call of each stop time update of a trip: by `stop_sequence`, unless that is at another stop,
   * else by the next call at its stop. Of two updates for the same call, the last one counts.
   */
  match(trip: number, updates: readonly StopTimeUpdate[], report: Report): void {
    this.#updates = updates;
    this.#first = intAt(this.#stopTimes.offsets, trip);
    this.#count = intAt(this.#stopTimes.offsets, trip + 1) - this.#first;
    if (this.#count > this.#updateOf.length) this.#updateOf = new Int32Array(2 * this.#count);
    this.#updateOf.fill(-1, 0, this.#count);
    let next = 0;
    for (let index = 0; index < updates.length; index += 1) {
      const call = this.#callOf(at(updates, index), next, report);
      if (call === -1) continue;
      if (call < next - 1) report('E002');
      if (this.#updateOf[call] !== -1) report('E036');
      this.#updateOf[call] = index;
      next = call + 1;
    }
  }

  /** The update of a call. */
  at(call: number): StopTimeUpdate | undefined {
    const index = intAt(this.#updateOf, call);
    return index === -1 ? undefined : this.#updates[index];
  }

  /** Whether the update of any call has a property. */
  some(has: (update: StopTimeUpdate) => boolean): boolean {
    if (!this.#updates.some(has)) return false;
    for (let call = 0; call < this.#count; call += 1) {
      const update = this.at(call);
      if (update !== undefined && has(update)) return true;
    }
    return false;
  }

  #callOf({ stopSequence, stopId }: StopTimeUpdate, next: number, report: Report): number {
    const bySequence =
      stopSequence === undefined ? -1 : this.#find(this.#stopTimes.sequences, stopSequence, next);
    if (bySequence !== -1 && (stopId === undefined || this.#isAt(bySequence, stopId))) return bySequence;
    const stop = stopId === undefined ? undefined : this.#stops.ids.get(stopId);
    if (bySequence !== -1 && stop === undefined) return bySequence;
    if (bySequence !== -1) report('E045');
    // Numbers are counted anew more often than stops are mistaken; an unknown stop may be another platform.
    const byStop = stop === undefined ? -1 : this.#find(this.#stopTimes.stops, stop, next);
    const call = byStop === -1 ? bySequence : byStop;
    if (call === -1) report(problemOf(stopSequence, stopId, stop));
    return call;
  }

  #isAt(call: number, stopId: string): boolean {
    return this.#stops.ids.isAt(intAt(this.#stopTimes.stops, this.#first + call), stopId);
  }

  /** Searches from the last call on, where updates in order are found at once. */
  #find(column: Int32Array, value: number, next: number): number {
    for (let call = next; call < this.#count; call += 1) {
      if (intAt(column, this.#first + call) === value) return call;
    }
    for (let call = 0; call < next; call += 1) {
      if (intAt(column, this.#first + call) === value) return call;
    }
    return -1;
  }
}

function problemOf(
  sequence: number | undefined,
  stopId: string | undefined,
  stop: number | undefined,
): RealtimeProblemCode {
  if (sequence === undefined && stopId === undefined) return 'E040';
  return stopId !== undefined && stop === undefined ? 'E011' : 'E051';
}
