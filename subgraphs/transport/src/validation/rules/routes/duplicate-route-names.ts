import type { FeedRule } from '../rule.ts';

const fields = ['route_long_name', 'route_short_name', 'route_type', 'agency_id'];

/** Routes of one agency and mode have different names. */
export const duplicateRouteNames: FeedRule = {
  needs: ['routes.txt'],
  check({ table }, notices) {
    const routes = table('routes.txt');
    const seen = new Set<string>();
    for (const row of routes.rows()) {
      const key = fields.map((field) => routes.text(row, field)).join('\0');
      if (seen.has(key)) {
        const names = `${routes.text(row, 'route_short_name')} ${routes.text(row, 'route_long_name')}`.trim();
        routes.notice(notices, 'duplicate_route_name', row, null, names);
      }
      seen.add(key);
    }
  },
};
