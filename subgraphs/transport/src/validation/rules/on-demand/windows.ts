import type { RowRule } from '../rule.ts';

const start = 'start_pickup_drop_off_window';
const end = 'end_pickup_drop_off_window';
const [regular, withDriver] = [0, 3];

/** A stop time with a window has both ends of it, no times, and a pickup and drop-off that must be booked. */
export const windows: RowRule = {
  file: 'stop_times.txt',
  anyColumn: [start, end],
  check(row) {
    if (!row.has(start) && !row.has(end)) return;
    const pickup = row.number('pickup_type') ?? regular;
    if (pickup === regular || pickup === withDriver) row.notice('forbidden_pickup_type', 'pickup_type');
    if ((row.number('drop_off_type') ?? regular) === regular)
      row.notice('forbidden_drop_off_type', 'drop_off_type');
    if (row.has('arrival_time') || row.has('departure_time')) {
      const field = row.has('arrival_time') ? 'arrival_time' : 'departure_time';
      row.notice('forbidden_arrival_or_departure_time', field);
    }
    const [from, to] = [row.seconds(start), row.seconds(end)];
    if (from === null || to === null) {
      row.notice('missing_pickup_or_drop_off_window', from === null ? start : end);
    } else if (from >= to) {
      row.notice('invalid_pickup_drop_off_window', end);
    }
  },
};
