import type { FeedRule } from '../rule.ts';

/** Services have not ended; without calendar.txt, one that continues is enough. */
export const expiredServices: FeedRule = {
  needs: ['calendar.txt', 'calendar_dates.txt'],
  check({ table, services, today }, notices) {
    const calendar = table('calendar.txt');
    const exceptions = table('calendar_dates.txt');
    const expired = [...services.ids()].filter((id) => {
      const last = services.of(id).at(-1);
      return last !== undefined && last < today;
    });
    for (const id of expired) {
      const row = calendar.find('service_id', id);
      if (row !== -1) calendar.notice(notices, 'expired_calendar', row, 'service_id');
    }
    const goesOn = [...services.ids()].some((id) => (services.of(id).at(-1) ?? -1) >= today);
    if (calendar.size > 0 || goesOn) return;
    for (const id of expired) {
      exceptions.notice(notices, 'expired_calendar', exceptions.find('service_id', id), 'service_id');
    }
  },
};
