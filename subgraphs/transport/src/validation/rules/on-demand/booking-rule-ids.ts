import type { RowRule } from '../rule.ts';

const mustPhone = 2;
const ends = [
  ['pickup_type', 'start_pickup_drop_off_window', 'pickup_booking_rule_id'],
  ['drop_off_type', 'end_pickup_drop_off_window', 'drop_off_booking_rule_id'],
] as const;

/** A pickup or drop-off that must be booked names its rule, if the feed has booking rules. */
export const bookingRuleIds: RowRule = {
  file: 'stop_times.txt',
  needsFile: 'booking_rules.txt',
  anyColumn: ['pickup_type', 'drop_off_type'],
  check(row) {
    for (const [type, window, rule] of ends) {
      if (row.number(type) === mustPhone && row.has(window) && !row.has(rule)) {
        row.notice('missing_pickup_drop_off_booking_rule_id', rule);
      }
    }
  },
};
