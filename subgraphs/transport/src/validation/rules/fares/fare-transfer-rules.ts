import type { RowRule } from '../rule.ts';

/** A duration limit has a type, and only transfers within a leg group have a transfer count. */
export const fareTransferRules: RowRule = {
  file: 'fare_transfer_rules.txt',
  check(row) {
    const hasLimit = row.has('duration_limit');
    if (hasLimit && !row.has('duration_limit_type')) {
      row.notice('fare_transfer_rule_duration_limit_without_type', 'duration_limit_type');
    }
    if (!hasLimit && row.has('duration_limit_type')) {
      row.notice('fare_transfer_rule_duration_limit_type_without_duration_limit', 'duration_limit');
    }
    const from = row.text('from_leg_group_id');
    const count = row.number('transfer_count');
    if (from === '' || from !== row.text('to_leg_group_id')) {
      if (count !== null) row.notice('fare_transfer_rule_with_forbidden_transfer_count', 'transfer_count');
    } else if (count === null) {
      row.notice('fare_transfer_rule_without_transfer_count', 'transfer_count');
    } else if (count < -1 || count === 0) {
      row.notice('fare_transfer_rule_invalid_transfer_count', 'transfer_count');
    }
  },
};
