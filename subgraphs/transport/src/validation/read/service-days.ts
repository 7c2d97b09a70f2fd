import { type Day, weekday, weekdays } from '../../gtfs/date.ts';
import type { Table } from './table.ts';

/** Days of one service that are written out; a calendar of centuries is a mistake. */
const maxDays = 366 * 20;

/** The days on which each service runs, in ascending order. */
export class ServiceDays {
  readonly #calendar: Table;
  readonly #exceptions: Table;
  readonly #cached = new Map<string, readonly Day[]>();

  constructor(calendar: Table, exceptions: Table) {
    this.#calendar = calendar;
    this.#exceptions = exceptions;
  }

  /** Ids of all services. */
  ids(): ReadonlySet<string> {
    const ids = [...this.#calendar.by('service_id').keys(), ...this.#exceptions.by('service_id').keys()];
    return new Set(ids);
  }

  of(service: string): readonly Day[] {
    const known = this.#cached.get(service);
    if (known !== undefined) return known;
    const days = this.#find(service);
    this.#cached.set(service, days);
    return days;
  }

  #find(service: string): readonly Day[] {
    const days = new Set<Day>();
    for (const row of this.#calendar.by('service_id').get(service) ?? []) {
      const first = this.#calendar.day(row, 'start_date') ?? 0;
      const last = Math.min(this.#calendar.day(row, 'end_date') ?? -1, first + maxDays);
      const runs = weekdays.map((name) => this.#calendar.number(row, name) === 1);
      for (let day = first; day <= last; day += 1) if (runs[weekday(day)] === true) days.add(day);
    }
    for (const row of this.#exceptions.by('service_id').get(service) ?? []) {
      const day = this.#exceptions.day(row, 'date');
      if (day === null) continue;
      if (this.#exceptions.number(row, 'exception_type') === 1) days.add(day);
      else days.delete(day);
    }
    return [...days].sort((one, other) => one - other);
  }
}

/** First day that both lists have; `null` if there is none. */
export function firstCommonDay(one: readonly Day[], other: readonly Day[]): Day | null {
  const days = new Set(other);
  return one.find((day) => days.has(day)) ?? null;
}
