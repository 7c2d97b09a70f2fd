import { weekdays } from '../../../gtfs/date.ts';
import type { RowRule } from '../rule.ts';

/** A weekly service runs on some day of the week. */
export const weekdaysOfService: RowRule = {
  file: 'calendar.txt',
  check(row) {
    if (weekdays.every((day) => row.number(day) === 0)) {
      row.notice('service_has_no_active_day_of_the_week', 'service_id');
    }
  },
};
