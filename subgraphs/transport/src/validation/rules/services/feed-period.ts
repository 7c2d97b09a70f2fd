import type { FeedRule } from '../rule.ts';

/** A feed states a contact and both of its dates, has begun, and lasts for a month. */
export const feedPeriod: FeedRule = {
  needs: ['feed_info.txt'],
  check({ table, today }, notices) {
    const info = table('feed_info.txt');
    for (const row of info.rows()) {
      if (!info.has(row, 'feed_contact_email') && !info.has(row, 'feed_contact_url')) {
        info.notice(notices, 'missing_feed_contact_email_and_url', row, 'feed_contact_email');
      }
      const [start, end] = [info.day(row, 'feed_start_date'), info.day(row, 'feed_end_date')];
      if ((start === null) !== (end === null)) {
        const missing = start === null ? 'feed_start_date' : 'feed_end_date';
        info.notice(notices, 'missing_feed_info_date', row, missing);
      }
      if (start !== null && start > today) info.notice(notices, 'future_feed', row, 'feed_start_date');
      if (end === null) continue;
      if (end < today + 7) info.notice(notices, 'feed_expiration_date7_days', row, 'feed_end_date');
      else if (end < today + 30) info.notice(notices, 'feed_expiration_date30_days', row, 'feed_end_date');
    }
  },
};
