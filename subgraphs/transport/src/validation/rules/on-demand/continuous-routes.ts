import { at, rowsOf } from '../../../feed/columns.ts';
import type { FeedRule } from '../rule.ts';

const notContinuous = 1;

/** Routes with continuous pickup or drop-off have no windows. */
export const continuousRoutes: FeedRule = {
  needs: ['routes.txt', 'trips.txt', 'stop_times.txt'],
  check({ table, stopTimes }, notices) {
    const routes = table('routes.txt');
    const trips = table('trips.txt');
    const { windowStarts, windowEnds, lines, ofTrip } = stopTimes;
    for (const route of routes.rows()) {
      const isContinuous = ['continuous_pickup', 'continuous_drop_off'].some(
        (field) => (routes.number(route, field) ?? notContinuous) !== notContinuous,
      );
      if (!isContinuous) continue;
      for (const trip of trips.by('route_id').get(routes.text(route, 'route_id')) ?? []) {
        for (const row of rowsOf(ofTrip, trip)) {
          if (at(windowStarts, row) === -1 && at(windowEnds, row) === -1) continue;
          const line = at(lines, row);
          const detail = `route "${routes.text(route, 'route_id')}"`;
          notices.add('forbidden_continuous_pickup_drop_off', 'stop_times.txt', line, null, detail);
        }
      }
    }
  },
};
