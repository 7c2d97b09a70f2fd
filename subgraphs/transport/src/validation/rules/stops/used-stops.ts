import { at } from '../../../feed/columns.ts';
import { locationTypeOf } from '../../read/places.ts';
import type { FeedRule } from '../rule.ts';

/** Trips call at all stops, and at nothing else. */
export const usedStops: FeedRule = {
  needs: ['stops.txt', 'stop_times.txt', 'location_group_stops.txt'],
  check({ table, stopTimes }, notices) {
    const stops = table('stops.txt');
    /** Stop row -> line of its first stop time. */
    const calls = new Map<number, number>();
    for (const [row, stop] of stopTimes.stops.entries()) {
      if (stop !== -1 && !calls.has(stop)) calls.set(stop, at(stopTimes.lines, row));
    }
    const inGroups = new Set(
      stopTimes.groupIds.flatMap((group) => {
        const members = table('location_group_stops.txt');
        const rows = members.by('location_group_id').get(group) ?? [];
        return rows.map((row) => stops.find('stop_id', members.text(row, 'stop_id')));
      }),
    );
    for (const row of stops.rows()) {
      const line = calls.get(row);
      if (locationTypeOf(stops, row) === 0) {
        if (line === undefined && !inGroups.has(row)) {
          stops.notice(notices, 'stop_without_stop_time', row, 'stop_id');
        }
      } else if (line !== undefined) {
        const detail = `"${stops.text(row, 'stop_id')}"`;
        notices.add('location_with_unexpected_stop_time', 'stop_times.txt', line, 'stop_id', detail);
      }
    }
  },
};
