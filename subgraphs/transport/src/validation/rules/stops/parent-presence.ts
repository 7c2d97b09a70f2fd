import type { RowRule } from '../rule.ts';

/** Entrances, nodes and boarding areas belong to a station, and stations to none. */
export const parentPresence: RowRule = {
  file: 'stops.txt',
  check(row) {
    const type = row.number('location_type') ?? 0;
    if (row.has('parent_station')) {
      if (type === 1) row.notice('station_with_parent_station', 'parent_station');
      return;
    }
    if (type === 0 && row.has('platform_code'))
      row.notice('platform_without_parent_station', 'parent_station');
    if (type >= 2 && type <= 4) row.notice('location_without_parent_station', 'parent_station');
  },
};
