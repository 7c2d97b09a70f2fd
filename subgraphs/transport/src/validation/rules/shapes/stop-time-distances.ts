import { at, rowsOf } from '../../../feed/columns.ts';
import type { FeedRule } from '../rule.ts';

/** Distances grow from stop to stop; zones have none. */
export const stopTimeDistances: FeedRule = {
  needs: ['stop_times.txt', 'trips.txt'],
  check({ table, stopTimes }, notices) {
    const { distances, stops, locations, groups, lines } = stopTimes;
    for (const trip of table('trips.txt').rows()) {
      let previous = Number.NaN;
      for (const row of rowsOf(stopTimes.ofTrip, trip)) {
        const distance = at(distances, row);
        if (at(stops, row) === -1) {
          const isElsewhere = at(locations, row) !== -1 || at(groups, row) !== -1;
          if (isElsewhere && !Number.isNaN(distance)) {
            const line = at(lines, row);
            notices.add('forbidden_shape_dist_traveled', 'stop_times.txt', line, 'shape_dist_traveled');
          }
          continue;
        }
        if (previous >= distance) {
          const detail = `${distance} after ${previous}`;
          const line = at(lines, row);
          const code = 'decreasing_or_equal_stop_time_distance';
          notices.add(code, 'stop_times.txt', line, 'shape_dist_traveled', detail);
        }
        previous = distance;
      }
    }
  },
};
