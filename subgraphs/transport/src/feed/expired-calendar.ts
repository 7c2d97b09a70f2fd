import { formatIsoDate } from '../gtfs/date.ts';
import type { Problem } from '../gtfs/load-report.ts';
import type { Feed } from './feed.ts';

/**
 * A feed whose last service day is past answers every question about now with nothing, and no error. Asked
 * anew each time: a calendar also ends while its feed is served.
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
