import type { RowRule } from '../rule.ts';

/** A transfer names two stops, and an in-seat transfer (types 4 and 5) names two trips. */
export const transferFields: RowRule = {
  file: 'transfers.txt',
  check(row) {
    const type = row.number('transfer_type');
    if (type === null) return;
    for (const field of type >= 4 ? ['from_trip_id', 'to_trip_id'] : ['from_stop_id', 'to_stop_id']) {
      if (!row.has(field)) row.notice('missing_required_field', field);
    }
  },
};
