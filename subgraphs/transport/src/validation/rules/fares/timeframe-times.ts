import type { RowRule } from '../rule.ts';

const midnight = 24 * 3_600;

/** A timeframe has both times or none, up to midnight. */
export const timeframeTimes: RowRule = {
  file: 'timeframes.txt',
  check(row) {
    if (row.has('start_time') !== row.has('end_time')) {
      row.notice(
        'timeframe_only_start_or_end_time_specified',
        row.has('start_time') ? 'end_time' : 'start_time',
      );
    }
    for (const field of ['start_time', 'end_time']) {
      if ((row.seconds(field) ?? 0) > midnight) {
        row.notice('timeframe_start_or_end_time_greater_than_twenty_four_hours', field);
      }
    }
  },
};
