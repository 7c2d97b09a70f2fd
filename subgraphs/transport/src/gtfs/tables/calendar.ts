import type { Archive } from '../../archive/archive.ts';
import { gather, gatherBytes, groupRows, IntColumn, intAt } from '../../feed/columns.ts';
import { ServiceCalendar, type ServiceTable } from '../../feed/service-calendar.ts';
import { weekdays } from '../date.ts';
import type { LoadReport } from '../load-report.ts';
import { readTable } from '../table-reader.ts';

const weekly = { file: 'calendar.txt', columns: ['service_id', ...weekdays, 'start_date', 'end_date'] };
const exceptions = {
  file: 'calendar_dates.txt',
  columns: ['service_id', 'date', 'exception_type'],
  maxRows: 10_000_000,
};

export interface Calendar {
  readonly calendar: ServiceCalendar;
  readonly index: ReadonlyMap<string, number>;
}

/** Content of the files, in their order. */
interface RawCalendar {
  readonly index: Map<string, number>;
  readonly weekdays: IntColumn;
  readonly from: IntColumn;
  readonly to: IntColumn;
  readonly exceptionLines: IntColumn;
  readonly exceptionServices: IntColumn;
  readonly exceptionDays: IntColumn;
  readonly exceptionRuns: IntColumn;
}

/** Reads both calendar files; a feed may have only one. */
export async function readCalendar(archive: Archive, report: LoadReport): Promise<Calendar> {
  const raw: RawCalendar = {
    index: new Map(),
    weekdays: new IntColumn(),
    from: new IntColumn(),
    to: new IntColumn(),
    exceptionLines: new IntColumn(),
    exceptionServices: new IntColumn(),
    exceptionDays: new IntColumn(),
    exceptionRuns: new IntColumn(),
  };
  if (!archive.has(weekly.file) && !archive.has(exceptions.file)) {
    const message = 'neither calendar.txt nor calendar_dates.txt is present';
    report.error('missing_calendar_and_calendar_date_files', weekly.file, null, null, message);
  }
  if (archive.has(weekly.file)) await readWeekly(archive, report, raw);
  if (archive.has(exceptions.file)) await readExceptions(archive, report, raw);
  return { calendar: new ServiceCalendar(sortExceptions(raw, report)), index: raw.index };
}

function addService(raw: RawCalendar, id: string, week: number, from: number, to: number): number {
  const service = raw.weekdays.length;
  raw.index.set(id, service);
  raw.weekdays.push(week);
  raw.from.push(from);
  raw.to.push(to);
  return service;
}

async function readWeekly(archive: Archive, report: LoadReport, raw: RawCalendar): Promise<void> {
  await readTable(archive, weekly, report, (row) => {
    const id = row.uniqueId('service_id', raw.index);
    const week = weekdays.reduce((bits, name, day) => bits | (row.choice(name, 1, 0) << day), 0);
    const from = row.date('start_date') ?? 0;
    const to = row.date('end_date') ?? from;
    if (to < from) row.error('start_and_end_range_out_of_order', 'end_date', 'is before start_date');
    addService(raw, id, week, from, to);
  });
}

async function readExceptions(archive: Archive, report: LoadReport, raw: RawCalendar): Promise<void> {
  await readTable(archive, exceptions, report, (row) => {
    const id = row.required('service_id');
    const day = row.date('date');
    const type = row.required('exception_type') === '' ? 0 : row.choice('exception_type', 2, 0);
    const service = raw.index.get(id) ?? addService(raw, id, 0, 0, -1);
    if (day === null || type === 0) return;
    raw.exceptionLines.push(row.line);
    raw.exceptionServices.push(service);
    raw.exceptionDays.push(day);
    raw.exceptionRuns.push(type === 1 ? 1 : 0);
  });
}

function sortExceptions(raw: RawCalendar, report: LoadReport): ServiceTable {
  const allDays = raw.exceptionDays.toArray();
  const lines = raw.exceptionLines.toArray();
  const services = raw.weekdays.length;
  const { offsets, rows } = groupRows(raw.exceptionServices.toArray(), services);
  for (let service = 0; service < services; service += 1) {
    const own = rows.subarray(intAt(offsets, service), intAt(offsets, service + 1));
    own.sort((one, other) => intAt(allDays, one) - intAt(allDays, other) || one - other);
    for (let place = 1; place < own.length; place += 1) {
      const row = intAt(own, place);
      if (intAt(allDays, row) !== intAt(allDays, intAt(own, place - 1))) continue;
      const message = 'the service already has an exception on this date';
      report.error('duplicate_key', exceptions.file, intAt(lines, row), 'date', message);
    }
  }
  return {
    weekdays: Uint8Array.from(raw.weekdays.toArray()),
    from: raw.from.toShared(),
    to: raw.to.toShared(),
    exceptions: {
      offsets,
      days: gather(allDays, rows),
      runs: gatherBytes(raw.exceptionRuns.toArray(), rows),
    },
  };
}
