import { at, rowsOf } from '../../../feed/columns.ts';
import type { FeedRule } from '../rule.ts';

/** The headsign of a trip names no stop before the last one, except on circular trips. */
export const headsigns: FeedRule = {
  needs: ['trips.txt', 'stop_times.txt', 'stops.txt'],
  check({ table, stopTimes }, notices) {
    const trips = table('trips.txt');
    const stops = table('stops.txt');
    for (const trip of trips.rows()) {
      const headsign = trips.text(trip, 'trip_headsign').toLowerCase();
      const calls = [...rowsOf(stopTimes.ofTrip, trip)].map((row) => at(stopTimes.stops, row));
      if (headsign === '' || calls.length < 2 || calls[0] === calls.at(-1)) continue;
      const passed = calls
        .slice(0, -1)
        .find((stop) => stop !== -1 && stops.text(stop, 'stop_name').toLowerCase() === headsign);
      if (passed === undefined) continue;
      trips.notice(notices, 'trip_headsign_matches_intermediate_stop', trip, 'trip_headsign');
    }
  },
};
