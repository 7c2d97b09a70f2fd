import { type Day, weekday } from '../gtfs/date.ts';
import { byteAt, intAt } from './columns.ts';

/** Service days (calendar.txt with the exceptions of calendar_dates.txt), one row per service. */
export interface ServiceTable {
  /** Bit n is weekday n, Monday being 0; 0 if only calendar_dates.txt lists the service. */
  readonly weekdays: Uint8Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Service s has the exceptions `offsets[s]` to `offsets[s + 1]`, exclusive, by day. */
  readonly exceptions: {
    readonly offsets: Int32Array;
    readonly days: Int32Array;
    /** 1 where the service runs on the day, 0 if it does not. */
    readonly runs: Uint8Array;
  };
}

/** Cached days; a departure board needs two or three. */
const rememberedDays = 64;

/** Which services run on which day. */
export class ServiceCalendar {
  readonly services: ServiceTable;
  readonly #active = new Map<Day, Uint8Array>();

  constructor(services: ServiceTable) {
    this.services = services;
  }

  /** Flags of services: 1 if the service runs on `day`. */
  activeOn(day: Day): Uint8Array {
    const known = this.#active.get(day);
    if (known !== undefined) return known;
    const active = this.services.weekdays.map((_, service) => (runsOn(this.services, service, day) ? 1 : 0));
    if (this.#active.size >= rememberedDays) this.#active.clear();
    this.#active.set(day, active);
    return active;
  }

  /** First and last day of any service; `null` without services. */
  range(): { from: Day; to: Day } | null {
    const { weekdays, from, to, exceptions } = this.services;
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    for (let service = 0; service < weekdays.length; service += 1) {
      if (byteAt(weekdays, service) === 0) continue;
      first = Math.min(first, intAt(from, service));
      last = Math.max(last, intAt(to, service));
    }
    for (let row = 0; row < exceptions.days.length; row += 1) {
      if (byteAt(exceptions.runs, row) === 0) continue;
      first = Math.min(first, intAt(exceptions.days, row));
      last = Math.max(last, intAt(exceptions.days, row));
    }
    return first <= last ? { from: first, to: last } : null;
  }
}

function runsOn({ weekdays, from, to, exceptions }: ServiceTable, service: number, day: Day): boolean {
  let low = intAt(exceptions.offsets, service);
  const end = intAt(exceptions.offsets, service + 1);
  for (let high = end; low < high; ) {
    const middle = (low + high) >>> 1;
    if (intAt(exceptions.days, middle) < day) low = middle + 1;
    else high = middle;
  }
  if (low < end && intAt(exceptions.days, low) === day) return byteAt(exceptions.runs, low) === 1;
  if (day < intAt(from, service) || day > intAt(to, service)) return false;
  return (byteAt(weekdays, service) & (1 << weekday(day))) !== 0;
}
