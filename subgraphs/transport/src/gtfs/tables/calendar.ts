import type { Archive } from '../../archive/archive.ts';
import { type Service, ServiceCalendar } from '../../feed/service-calendar.ts';
import type { LoadReport } from '../load-report.ts';
import { readTable } from '../table-reader.ts';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const weekly = { file: 'calendar.txt', columns: ['service_id', ...weekdays, 'start_date', 'end_date'] };
const exceptions = { file: 'calendar_dates.txt', columns: ['service_id', 'date', 'exception_type'] };

export interface Calendar {
  readonly calendar: ServiceCalendar;
  readonly index: ReadonlyMap<string, number>;
}

/** Reads both calendar files; a feed may have either. */
export async function readCalendar(archive: Archive, report: LoadReport): Promise<Calendar> {
  const services: Service[] = [];
  const index = new Map<string, number>();
  const add = (id: string, week: number, from: number, to: number): Service => {
    const service = { id, weekdays: week, from, to, added: new Set<number>(), removed: new Set<number>() };
    index.set(id, services.push(service) - 1);
    return service;
  };
  if (!archive.has(weekly.file) && !archive.has(exceptions.file)) {
    const message = 'neither calendar.txt nor calendar_dates.txt is there';
    report.error('missing_calendar_and_calendar_date_files', weekly.file, null, null, message);
  }
  if (archive.has(weekly.file)) {
    await readTable(archive, weekly, report, (row) => {
      const id = row.uniqueId('service_id', index);
      const week = weekdays.reduce((bits, name, day) => bits | (row.choice(name, 1, 0) << day), 0);
      const from = row.date('start_date') ?? 0;
      const to = row.date('end_date') ?? from;
      if (to < from) {
        row.error('start_and_end_range_out_of_order', 'end_date', 'is before start_date');
      }
      add(id, week, from, to);
    });
  }
  if (archive.has(exceptions.file)) {
    await readTable(archive, exceptions, report, (row) => {
      const id = row.required('service_id');
      const day = row.date('date');
      const type = row.choice('exception_type', 2, 0);
      if (type === 0) row.error('unexpected_enum_value', 'exception_type', 'is neither 1 nor 2');
      const known = index.get(id);
      const service = (known === undefined ? undefined : services[known]) ?? add(id, 0, 0, -1);
      if (day === null) return;
      if (service.added.has(day) || service.removed.has(day)) {
        row.error('duplicate_key', 'date', 'the service has an exception on this date already');
      }
      (type === 1 ? service.added : service.removed).add(day);
    });
  }
  return { calendar: new ServiceCalendar(services), index };
}
