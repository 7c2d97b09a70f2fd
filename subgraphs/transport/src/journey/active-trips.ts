import { byteAt, intAt } from '../feed/columns.ts';
import type { ServiceCalendar } from '../feed/service-calendar.ts';
import type { Day } from '../gtfs/date.ts';

/** Cached service days: more than one search uses. A day takes one bit per trip, and its RAPTOR routes. */
const rememberedDays = 16;
/** `wheelchair_accessible`, `wheelchair_boarding`. */
export const notAccessible = 2;

/** Running trips of a service day, as a bit set in the order of the RAPTOR routes. */
export class ActiveTrips {
  readonly #calendar: ServiceCalendar;
  readonly #services: Int32Array;
  readonly #trips: Int32Array;
  readonly #wheelchair: Uint8Array | null;
  readonly #days = new Map<Day, Int32Array>();

  /**
   * @param services trip row -> service row
   * @param trips place in the RAPTOR routes -> trip row
   * @param wheelchair trip row -> `wheelchair_accessible`, to leave out trips that are not
   */
  constructor(
    calendar: ServiceCalendar,
    services: Int32Array,
    trips: Int32Array,
    wheelchair: Uint8Array | null = null,
  ) {
    this.#calendar = calendar;
    this.#services = services;
    this.#trips = trips;
    this.#wheelchair = wheelchair;
  }

  /** Bit n is the trip at place n of the RAPTOR routes. */
  on(day: Day): Int32Array {
    const bits = this.#days.get(day) ?? this.#find(day);
    // Maps keep insertion order: reinserting makes this an LRU cache.
    this.#days.delete(day);
    this.#days.set(day, bits);
    const [longestUnused] = this.#days.keys();
    if (this.#days.size > rememberedDays && longestUnused !== undefined) this.#days.delete(longestUnused);
    return bits;
  }

  #find(day: Day): Int32Array {
    const active = this.#calendar.activeOn(day);
    const bits = new Int32Array((this.#trips.length >>> 5) + 1);
    for (let place = 0; place < this.#trips.length; place += 1) {
      const trip = intAt(this.#trips, place);
      if (byteAt(active, intAt(this.#services, trip)) === 0) continue;
      if (this.#wheelchair !== null && byteAt(this.#wheelchair, trip) === notAccessible) continue;
      bits[place >>> 5] = intAt(bits, place >>> 5) | (1 << (place & 31));
    }
    return bits;
  }
}

export function clearBit(bits: Int32Array, place: number): void {
  bits[place >>> 5] = intAt(bits, place >>> 5) & ~(1 << (place & 31));
}

/** The first set bit from `place` to `end`, exclusive; -1 if none. */
export function nextSet(bits: Int32Array, place: number, end: number): number {
  for (let next = place; next < end; next = (next | 31) + 1) {
    const word = intAt(bits, next >>> 5) >>> (next & 31);
    if (word === 0) continue;
    const found = next + 31 - Math.clz32(word & -word);
    return found < end ? found : -1;
  }
  return -1;
}
