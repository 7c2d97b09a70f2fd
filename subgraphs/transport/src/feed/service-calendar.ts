import { type Day, weekday } from '../gtfs/date.ts';

export interface Service {
  readonly id: string;
  /** Bit n is weekday n, Monday being 0; 0 where the service lives from calendar_dates.txt alone. */
  weekdays: number;
  from: Day;
  to: Day;
  readonly added: Set<Day>;
  readonly removed: Set<Day>;
}

/** Days whose services are kept at hand; a departure board asks for two or three. */
const rememberedDays = 64;

/** Which services run on which day (calendar.txt with the exceptions of calendar_dates.txt). */
export class ServiceCalendar {
  readonly services: readonly Service[];
  readonly #active = new Map<Day, Uint8Array>();

  constructor(services: readonly Service[]) {
    this.services = services;
  }

  /** 1 at the row of each service that runs on `day`. */
  activeOn(day: Day): Uint8Array {
    const known = this.#active.get(day);
    if (known !== undefined) return known;
    const active = Uint8Array.from(this.services, (service) => (runsOn(service, day) ? 1 : 0));
    if (this.#active.size >= rememberedDays) this.#active.clear();
    this.#active.set(day, active);
    return active;
  }

  /** First and last day of any service; `null` for a feed without services. */
  range(): { from: Day; to: Day } | null {
    let from = Number.POSITIVE_INFINITY;
    let to = Number.NEGATIVE_INFINITY;
    for (const service of this.services) {
      if (service.weekdays !== 0) {
        from = Math.min(from, service.from);
        to = Math.max(to, service.to);
      }
      for (const day of service.added) {
        from = Math.min(from, day);
        to = Math.max(to, day);
      }
    }
    return from <= to ? { from, to } : null;
  }
}

function runsOn(service: Service, day: Day): boolean {
  if (service.added.has(day)) return true;
  if (service.removed.has(day) || day < service.from || day > service.to) return false;
  return (service.weekdays & (1 << weekday(day))) !== 0;
}
