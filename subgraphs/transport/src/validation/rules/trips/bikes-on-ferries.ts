import type { FeedRule } from '../rule.ts';

const ferry = '4';

/** Trips of ferries say whether bikes are allowed. */
export const bikesOnFerries: FeedRule = {
  needs: ['trips.txt', 'routes.txt'],
  check({ table }, notices) {
    const trips = table('trips.txt');
    const routes = table('routes.txt');
    for (const route of routes.by('route_type').get(ferry) ?? []) {
      for (const trip of trips.by('route_id').get(routes.text(route, 'route_id')) ?? []) {
        if ((trips.number(trip, 'bikes_allowed') ?? 0) === 0) {
          trips.notice(notices, 'missing_bike_allowance', trip, 'bikes_allowed');
        }
      }
    }
  },
};
