import type { RowRule } from '../rule.ts';

/** Only stops of stations say whether pathways lead to them. */
export const stopAccess: RowRule = {
  file: 'stops.txt',
  anyColumn: ['stop_access'],
  check(row) {
    if (!row.has('stop_access')) return;
    if ((row.number('location_type') ?? 0) !== 0) {
      row.notice('stop_access_specified_for_incorrect_location', 'stop_access');
    } else if (!row.has('parent_station')) {
      row.notice('stop_access_specified_for_stop_with_no_parent_station', 'stop_access');
    }
  },
};
