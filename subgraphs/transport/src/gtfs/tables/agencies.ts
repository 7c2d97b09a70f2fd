import type { Archive } from '../../archive/archive.ts';
import type { Operator } from '../../feed/tables.ts';
import { ZoneClock } from '../../feed/zone-clock.ts';
import type { LoadReport } from '../load-report.ts';
import { readTable } from '../table-reader.ts';

const shape = { file: 'agency.txt', columns: ['agency_name', 'agency_url', 'agency_timezone'] };

export interface Agencies {
  readonly operators: readonly Operator[];
  readonly index: ReadonlyMap<string, number>;
  /** Time zone of the whole feed: all agencies must have the same, because stop times use it. */
  readonly timezone: string;
}

export async function readAgencies(archive: Archive, report: LoadReport): Promise<Agencies> {
  const operators: Operator[] = [];
  const index = new Map<string, number>();
  await readTable(archive, shape, report, (row) => {
    // agency_id is optional in a feed of one agency.
    const id = row.text('agency_id');
    if (index.has(id)) row.error('duplicate_key', 'agency_id', `"${id}" is already in an earlier row`);
    const timezone = row.required('agency_timezone');
    if (timezone !== '' && !ZoneClock.knows(timezone)) {
      row.error('invalid_timezone', 'agency_timezone', `"${timezone}" is not in the tz database`);
    } else if (timezone !== (operators[0]?.timezone ?? timezone)) {
      row.error('inconsistent_agency_timezone', 'agency_timezone', 'differs from the first agency’s');
    }
    index.set(id, operators.length);
    operators.push({
      id,
      name: row.required('agency_name'),
      url: row.required('agency_url'),
      phone: row.text('agency_phone') || null,
      timezone,
    });
  });
  const timezone = operators[0]?.timezone;
  if (timezone === undefined && report.errors === 0) {
    report.error('empty_file', shape.file, null, null, 'has no agency');
  }
  return {
    operators,
    index,
    timezone: timezone !== undefined && ZoneClock.knows(timezone) ? timezone : 'UTC',
  };
}
