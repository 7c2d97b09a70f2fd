import { overlappingRows } from '../overlapping-rows.ts';
import type { FeedRule } from '../rule.ts';

/** The timeframes of a group do not overlap on the days of a service. */
export const timeframeOverlaps: FeedRule = {
  needs: ['timeframes.txt'],
  check({ table }, notices) {
    const timeframes = table('timeframes.txt');
    const serviceOf = (row: number) => timeframes.text(row, 'service_id');
    for (const rows of timeframes.by('timeframe_group_id').values()) {
      for (const service of new Set(rows.map(serviceOf))) {
        const ofService = rows.filter((row) => serviceOf(row) === service);
        for (const row of overlappingRows(timeframes, ofService)) {
          timeframes.notice(notices, 'timeframe_overlap', row, 'start_time');
        }
      }
    }
  },
};
