import type { FeedRule } from '../rule.ts';

/** Services are in calendar.txt or calendar_dates.txt. */
export const serviceReferences: FeedRule = {
  needs: ['calendar.txt', 'calendar_dates.txt'],
  check({ table, services }, notices) {
    const known = services.ids();
    for (const file of ['trips.txt', 'timeframes.txt']) {
      const rows = table(file);
      for (const row of rows.rows()) {
        const service = rows.text(row, 'service_id');
        if (known.has(service)) continue;
        const detail = `"${service}" is in neither calendar.txt nor calendar_dates.txt`;
        rows.notice(notices, 'foreign_key_violation', row, 'service_id', detail);
      }
    }
  },
};
