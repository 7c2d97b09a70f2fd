import type { FeedRule } from '../rule.ts';

/** Agencies of one feed have one time zone and language, and ids if there are several. */
export const agencies: FeedRule = {
  needs: ['agency.txt'],
  check({ table }, notices) {
    const agency = table('agency.txt');
    if (agency.size === 1) {
      if (!agency.has(0, 'agency_id')) agency.notice(notices, 'missing_recommended_field', 0, 'agency_id');
      return;
    }
    const zone = agency.text(0, 'agency_timezone');
    let language = '';
    for (const row of agency.rows()) {
      if (!agency.has(row, 'agency_id'))
        agency.notice(notices, 'missing_required_agency_id', row, 'agency_id');
      if (agency.text(row, 'agency_timezone') !== zone) {
        agency.notice(notices, 'inconsistent_agency_timezone', row, 'agency_timezone');
      }
      const own = agency.text(row, 'agency_lang').toLowerCase();
      if (own === '') continue;
      if (language === '') language = own;
      else if (own !== language) agency.notice(notices, 'inconsistent_agency_lang', row, 'agency_lang');
    }
  },
};
