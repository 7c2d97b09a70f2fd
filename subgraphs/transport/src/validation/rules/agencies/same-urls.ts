import type { NoticeCode } from '../../../notices/catalogue.ts';
import type { FeedRule } from '../rule.ts';

const pairs: readonly (readonly [file: string, field: string, other: string, field: string, NoticeCode])[] = [
  ['routes.txt', 'route_url', 'agency.txt', 'agency_url', 'same_route_and_agency_url'],
  ['stops.txt', 'stop_url', 'agency.txt', 'agency_url', 'same_stop_and_agency_url'],
  ['stops.txt', 'stop_url', 'routes.txt', 'route_url', 'same_stop_and_route_url'],
];

/** Pages of agencies, routes and stops differ. */
export const sameUrls: FeedRule = {
  needs: ['agency.txt', 'routes.txt', 'stops.txt'],
  check({ table }, notices) {
    for (const [file, field, otherFile, otherField, code] of pairs) {
      const others = new Set([...table(otherFile).by(otherField).keys()].map((url) => url.toLowerCase()));
      const rows = table(file);
      for (const row of rows.rows()) {
        if (rows.has(row, field) && others.has(rows.text(row, field).toLowerCase())) {
          rows.notice(notices, code, row, field);
        }
      }
    }
  },
};
