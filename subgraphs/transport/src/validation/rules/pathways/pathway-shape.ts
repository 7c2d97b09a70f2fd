import type { RowRule } from '../rule.ts';

/** Mode of an exit gate, in `pathway_mode`. */
const exitGate = 7;

/** A pathway leads somewhere else, and an exit gate in one direction. */
export const pathwayShape: RowRule = {
  file: 'pathways.txt',
  check(row) {
    if (row.number('pathway_mode') === exitGate && row.number('is_bidirectional') === 1) {
      row.notice('bidirectional_exit_gate', 'is_bidirectional');
    }
    if (row.text('from_stop_id') === row.text('to_stop_id')) row.notice('pathway_loop', 'to_stop_id');
  },
};
