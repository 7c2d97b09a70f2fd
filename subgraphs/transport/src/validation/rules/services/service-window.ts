import { formatIsoDate } from '../../../gtfs/date.ts';
import type { FeedRule } from '../rule.ts';

const maxBeyond = 14;

/** The services of trips begin, and lie within the period of the feed, which is not much longer. */
export const serviceWindow: FeedRule = {
  needs: ['trips.txt', 'calendar.txt', 'calendar_dates.txt', 'feed_info.txt'],
  check({ table, services, today }, notices) {
    const trips = table('trips.txt');
    const windows = [...trips.by('service_id').keys()].flatMap((id) => {
      const days = services.of(id);
      const [first, last] = [days[0], days.at(-1)];
      return first === undefined || last === undefined ? [] : [{ id, first, last }];
    });
    if (windows.length === 0) return;
    const first = windows.reduce((least, window) => Math.min(least, window.first), Number.POSITIVE_INFINITY);
    const last = windows.reduce((most, window) => Math.max(most, window.last), Number.NEGATIVE_INFINITY);
    if (first > today) notices.add('future_calendar', 'calendar.txt', null, null, formatIsoDate(first));
    const info = table('feed_info.txt');
    if (info.size === 0) return;
    const [start, end] = [info.day(0, 'feed_start_date'), info.day(0, 'feed_end_date')];
    if (start === null || end === null) return;
    for (const window of windows) {
      if (window.first >= start && window.last <= end) continue;
      const row = trips.find('service_id', window.id);
      const detail = `"${window.id}" from ${formatIsoDate(window.first)} to ${formatIsoDate(window.last)}`;
      trips.notice(notices, 'service_window_outside_feed_period', row, 'service_id', detail);
    }
    if (start < first - maxBeyond || end > last + maxBeyond) {
      const detail = `services run from ${formatIsoDate(first)} to ${formatIsoDate(last)}`;
      info.notice(notices, 'feed_valid_beyond_total_service_window', 0, 'feed_end_date', detail);
    }
  },
};
