import { formatIsoDate } from '../../../gtfs/date.ts';
import type { FeedRule } from '../rule.ts';

const maxGap = 13;
const maxFuture = 2 * 365;

/** Weekly services do not pause for weeks, nor reach years ahead. */
export const serviceGaps: FeedRule = {
  needs: ['calendar.txt', 'calendar_dates.txt'],
  check({ table, services, today }, notices) {
    const calendar = table('calendar.txt');
    for (const row of calendar.rows()) {
      const days = services.of(calendar.text(row, 'service_id'));
      for (const [index, day] of days.entries()) {
        const next = days[index + 1];
        if (next === undefined || next - day - 1 <= maxGap) continue;
        const gap = `between ${formatIsoDate(day)} and ${formatIsoDate(next)}`;
        calendar.notice(notices, 'big_gap_in_service', row, 'service_id', gap);
      }
      const last = days.at(-1);
      if (last === undefined || last - today <= maxFuture) continue;
      calendar.notice(notices, 'service_extends_far_in_the_future', row, 'end_date', formatIsoDate(last));
    }
  },
};
