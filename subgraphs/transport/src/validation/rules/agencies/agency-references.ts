import type { FeedRule } from '../rule.ts';

/** Routes and fares name their agency: required if there are several, else recommended. */
export const agencyReferences: FeedRule = {
  needs: ['agency.txt', 'routes.txt', 'fare_attributes.txt'],
  check({ table }, notices) {
    const count = table('agency.txt').size;
    if (count === 0) return;
    const code = count > 1 ? 'missing_required_agency_id' : 'missing_recommended_field';
    for (const file of ['routes.txt', 'fare_attributes.txt']) {
      const rows = table(file);
      for (const row of rows.rows()) {
        if (!rows.has(row, 'agency_id')) rows.notice(notices, code, row, 'agency_id');
      }
    }
  },
};
