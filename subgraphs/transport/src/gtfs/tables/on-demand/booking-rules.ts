import type { Archive } from '../../../archive/archive.ts';
import type { BookingRule, DayTime } from '../../../on-demand/on-demand-table.ts';
import type { LoadReport } from '../../load-report.ts';
import type { Row } from '../../row.ts';
import { readOptional } from '../read-optional.ts';

const shape = { file: 'booking_rules.txt', columns: ['booking_rule_id', 'booking_type'] };
const maxMinutes = 527_040;
const maxDays = 366;

export interface BookingRules {
  readonly rules: readonly BookingRule[];
  readonly index: ReadonlyMap<string, number>;
}

/** When and how on-demand rides are booked. */
export async function readBookingRules(
  archive: Archive,
  report: LoadReport,
  serviceIndex: ReadonlyMap<string, number>,
): Promise<BookingRules> {
  const rules: BookingRule[] = [];
  const index = new Map<string, number>();
  await readOptional(archive, shape, report, (row) => {
    const id = row.uniqueId('booking_rule_id', index);
    index.set(id, rules.length);
    rules.push({
      id,
      type: row.choice('booking_type', 2, 0),
      leastMinutes: row.integer('prior_notice_duration_min', 0, maxMinutes),
      mostMinutes: row.integer('prior_notice_duration_max', 0, maxMinutes),
      last: dayTime(row, 'prior_notice_last'),
      start: dayTime(row, 'prior_notice_start'),
      service: serviceIndex.get(row.text('prior_notice_service_id')) ?? -1,
      message: row.text('message'),
      pickupMessage: row.text('pickup_message'),
      dropOffMessage: row.text('drop_off_message'),
      phone: row.text('phone_number'),
      infoUrl: webAddress(row, 'info_url'),
      bookingUrl: webAddress(row, 'booking_url'),
    });
  });
  return { rules, index };
}

/** Without a time, the whole last day counts, and the start day from its beginning. */
function dayTime(row: Row, field: string): DayTime | null {
  const days = row.integer(`${field}_day`, 0, maxDays);
  if (days === null) return null;
  return { days, seconds: row.time(`${field}_time`) ?? (field === 'prior_notice_last' ? 86_400 : 0) };
}

/** Leaves out anything but a web address, because passengers follow it. */
function webAddress(row: Row, field: string): string {
  const url = row.text(field);
  return /^https?:\/\/\S+$/i.test(url) ? url : '';
}
