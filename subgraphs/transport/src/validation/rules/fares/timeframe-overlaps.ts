import type { FeedRule } from '../rule.ts';

/** The timeframes of a group do not overlap on the days of a service. */
export const timeframeOverlaps: FeedRule = {
  needs: ['timeframes.txt'],
  check({ table }, notices) {
    const timeframes = table('timeframes.txt');
    const time = (row: number, field: string) => timeframes.seconds(row, field) ?? 0;
    for (const rows of timeframes.by('timeframe_group_id').values()) {
      const sorted = [...rows].sort((one, other) => time(one, 'start_time') - time(other, 'start_time'));
      const last = new Map<string, number>();
      for (const row of sorted) {
        const service = timeframes.text(row, 'service_id');
        const previous = last.get(service);
        last.set(service, row);
        if (previous === undefined || time(row, 'start_time') >= time(previous, 'end_time')) continue;
        timeframes.notice(notices, 'timeframe_overlap', row, 'start_time');
      }
    }
  },
};
