import { rowsOf } from '../../../feed/columns.ts';
import type { FeedRule } from '../rule.ts';

/** A trip calls at two stops at least. */
export const usableTrips: FeedRule = {
  needs: ['trips.txt', 'stop_times.txt'],
  check({ table, stopTimes }, notices) {
    const trips = table('trips.txt');
    for (const trip of trips.rows()) {
      const calls = rowsOf(stopTimes.ofTrip, trip).length;
      if (calls === 0) trips.notice(notices, 'unused_trip', trip, 'trip_id');
      if (calls <= 1) trips.notice(notices, 'unusable_trip', trip, 'trip_id');
    }
  },
};
