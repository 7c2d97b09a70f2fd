import { overlappingRows } from '../overlapping-rows.ts';
import type { FeedRule } from '../rule.ts';

/** The headway periods of a trip do not overlap. */
export const headwayOverlaps: FeedRule = {
  needs: ['frequencies.txt'],
  check({ table }, notices) {
    const frequencies = table('frequencies.txt');
    for (const [trip, rows] of frequencies.by('trip_id')) {
      for (const row of overlappingRows(frequencies, rows)) {
        frequencies.notice(notices, 'overlapping_frequency', row, 'start_time', `trip "${trip}"`);
      }
    }
  },
};
