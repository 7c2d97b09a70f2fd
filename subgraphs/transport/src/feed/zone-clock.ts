import { DateTime, IANAZone } from 'luxon';
import type { Day } from '../gtfs/date.ts';

/** Seconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

const secondsPerDay = 86_400;
/** Every offset change in the tz database since 1972 is at a quarter of an hour of UTC. */
const offsetGranularity = 900;
const rememberedOffsets = 4096;

/**
 * Time in the zone of the feed's agencies.
 *
 * Caches offsets by quarter of an hour and service days by day, because each lookup through Intl takes
 * microseconds and a board formats hundreds of instants.
 */
export class ZoneClock {
  readonly name: string;
  readonly #zone: IANAZone;
  readonly #offsets = new Map<number, number>();
  readonly #dayStarts = new Map<Day, Instant>();

  /** @param name a name of the tz database, checked with {@link ZoneClock.knows} */
  constructor(name: string) {
    this.name = name;
    this.#zone = IANAZone.create(name);
  }

  static knows(name: string): boolean {
    return IANAZone.isValidZone(name);
  }

  /** Seconds that local time is ahead of UTC. */
  offset(instant: Instant): number {
    const quarter = Math.floor(instant / offsetGranularity);
    const known = this.#offsets.get(quarter);
    if (known !== undefined) return known;
    const offset = this.#zone.offset(quarter * offsetGranularity * 1000) * 60;
    if (this.#offsets.size >= rememberedOffsets) this.#offsets.clear();
    this.#offsets.set(quarter, offset);
    return offset;
  }

  /** The local calendar date. */
  dayOf(instant: Instant): Day {
    return Math.floor((instant + this.offset(instant)) / secondsPerDay);
  }

  /**
   * Origin of a service day's GTFS times: noon minus 12 hours. That is midnight, except when clocks change.
   */
  serviceDayStart(day: Day): Instant {
    const known = this.#dayStarts.get(day);
    if (known !== undefined) return known;
    const noon = DateTime.fromMillis((day * secondsPerDay + secondsPerDay / 2) * 1000, { zone: 'utc' })
      .setZone(this.#zone, { keepLocalTime: true })
      .toSeconds();
    const start = noon - secondsPerDay / 2;
    if (this.#dayStarts.size >= rememberedOffsets) this.#dayStarts.clear();
    this.#dayStarts.set(day, start);
    return start;
  }

  /** RFC 3339 with the zone's offset at that instant, e.g. `2017-03-26T04:10:00+03:00`. */
  format(instant: Instant): string {
    const offset = this.offset(instant);
    const local = new Date((instant + offset) * 1000).toISOString().slice(0, 19);
    return `${local}${formatOffset(offset)}`;
  }
}

function formatOffset(seconds: number): string {
  const minutes = Math.abs(seconds) / 60;
  const part = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${seconds < 0 ? '-' : '+'}${part(minutes / 60)}:${part(minutes % 60)}`;
}
