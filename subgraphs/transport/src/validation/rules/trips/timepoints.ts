import type { RowRule } from '../rule.ts';

/** A stop time with times says whether they are exact, and an exact one has both times. */
export const timepoints: RowRule = {
  file: 'stop_times.txt',
  anyColumn: ['timepoint'],
  check(row) {
    const isTimed = row.has('arrival_time') || row.has('departure_time');
    if (isTimed && !row.has('timepoint')) row.notice('missing_timepoint_value', 'timepoint');
    if (row.number('timepoint') !== 1) return;
    for (const field of ['arrival_time', 'departure_time']) {
      if (!row.has(field)) row.notice('stop_time_timepoint_without_times', field);
    }
  },
};
