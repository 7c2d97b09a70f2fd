import type { FeedRule } from '../rule.ts';

/** Agencies have the language of the feed, unless that has several (`mul`). */
export const feedLanguage: FeedRule = {
  needs: ['agency.txt', 'feed_info.txt'],
  check({ table }, notices) {
    const language = table('feed_info.txt').text(0, 'feed_lang').toLowerCase();
    if (language === '' || language === 'mul') return;
    const agency = table('agency.txt');
    for (const row of agency.rows()) {
      const own = agency.text(row, 'agency_lang').toLowerCase();
      if (own !== '' && own !== language) {
        agency.notice(notices, 'feed_info_lang_and_agency_lang_mismatch', row, 'agency_lang');
      }
    }
  },
};
