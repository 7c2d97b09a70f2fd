import { at } from '../../../feed/columns.ts';
import type { FeedRule } from '../rule.ts';

/** The stop times of a trip follow each other in the file, by `stop_sequence`. */
export const stopTimeOrder: FeedRule = {
  needs: ['stop_times.txt', 'trips.txt'],
  check({ table, stopTimes }, notices) {
    const { trips, sequences, lines } = stopTimes;
    const trip = table('trips.txt');
    const last = new Int32Array(trip.size).fill(-1);
    const reported = new Set<number>();
    for (const [row, of] of trips.entries()) {
      if (of === -1) continue;
      const previous = at(last, of);
      last[of] = row;
      if (previous === -1 || reported.has(of)) continue;
      const isInOrder = previous === row - 1 && at(sequences, previous) < at(sequences, row);
      if (isInOrder) continue;
      reported.add(of);
      const detail = `trip "${trip.text(of, 'trip_id')}"`;
      notices.add('unsorted_stop_times', 'stop_times.txt', at(lines, row), 'stop_sequence', detail);
    }
  },
};
