import { formatIsoDate } from '../gtfs/date.ts';
import type { Problem } from '../gtfs/load-report.ts';
import type { Feed } from './feed.ts';

/**
 * Warns that the last service day is past, when every query about now is empty. Checked each time, because a
 * calendar may end while it is served.
 */
export function expiredCalendar({ calendar, clock }: Feed, now: Date): Problem | null {
  const last = calendar.range()?.to;
  if (last === undefined || last >= clock.dayOf(now.getTime() / 1000)) return null;
  return {
    severity: 'WARNING',
    code: 'expired_calendar',
    file: 'calendar.txt',
    line: null,
    field: 'end_date',
    message: `the calendar has ended: the last service day was ${formatIsoDate(last)}, nothing departs any more`,
  };
}
