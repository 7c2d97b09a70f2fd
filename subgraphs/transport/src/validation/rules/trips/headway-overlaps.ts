import type { FeedRule } from '../rule.ts';

/** The headway periods of a trip do not overlap. */
export const headwayOverlaps: FeedRule = {
  needs: ['frequencies.txt'],
  check({ table }, notices) {
    const frequencies = table('frequencies.txt');
    const time = (row: number, field: string) => frequencies.seconds(row, field) ?? 0;
    for (const [trip, rows] of frequencies.by('trip_id')) {
      const sorted = [...rows].sort(
        (one, other) =>
          time(one, 'start_time') - time(other, 'start_time') ||
          time(one, 'end_time') - time(other, 'end_time'),
      );
      for (const [index, row] of sorted.entries()) {
        const previous = sorted[index - 1];
        if (previous === undefined || time(row, 'start_time') >= time(previous, 'end_time')) continue;
        frequencies.notice(notices, 'overlapping_frequency', row, 'start_time', `trip "${trip}"`);
      }
    }
  },
};
