import { describe, expect, it } from 'vitest';
import { nextRefundState, type RefundState, refundEvents, refundStates } from './refund.ts';

/** Independent of the table: row = state, column = event in the order of `refundEvents`, `.` = unchanged. */
const expected: Record<RefundState, string> = {
  requested: 'approved rejected . . .',
  rejected: '. . . . .',
  approved: '. . submitted . .',
  submitted: '. . . success failed',
  success: '. . . . .',
  failed: '. . . . .',
};

describe('refund states', () => {
  it.each(refundStates)('says for %s what each event does', (state) => {
    expect(refundEvents.map((event) => nextRefundState(state, event) ?? '.').join(' ')).toBe(expected[state]);
  });
});
