import { at } from '../../../feed/columns.ts';
import type { FeedRule } from '../rule.ts';

const mustPhone = 2;

/** Travel within one zone has two stop times. */
export const pairedStopTimes: FeedRule = {
  needs: ['stop_times.txt', 'trips.txt'],
  check({ stopTimes }, notices) {
    const { trips, windowStarts, windowEnds, pickups, dropOffs, ofTrip, lines } = stopTimes;
    for (const [row, trip] of trips.entries()) {
      if (trip === -1 || at(windowStarts, row) === -1 || at(windowEnds, row) === -1) continue;
      if (at(pickups, row) !== mustPhone || at(dropOffs, row) !== mustPhone) continue;
      if (at(ofTrip.offsets, trip + 1) - at(ofTrip.offsets, trip) > 1) continue;
      notices.add('missing_stop_times_record', 'stop_times.txt', at(lines, row), 'trip_id');
    }
  },
};
