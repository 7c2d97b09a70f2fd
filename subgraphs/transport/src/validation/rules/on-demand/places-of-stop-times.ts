import type { RowRule } from '../rule.ts';

const places = ['stop_id', 'location_group_id', 'location_id'];

/** A stop time is at one stop, location group or zone. */
export const placesOfStopTimes: RowRule = {
  file: 'stop_times.txt',
  anyColumn: places,
  check(row) {
    const given = places.filter((field) => row.has(field));
    if (given.length === 0) row.notice('missing_required_field', 'stop_id');
    if (given.length > 1) row.notice('forbidden_geography_id', given.at(-1) ?? null, given.join(' and '));
  },
};
