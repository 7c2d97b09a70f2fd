import { describe, expect, it } from 'vitest';
import { isDue, type NoticeStatus, nextStatus, noticeEvents, noticeStatuses } from './notice.ts';

/** Independent of the table: row = status, column = event in the order of `noticeEvents`, `.` = unchanged. */
const expected: Record<NoticeStatus, string> = {
  issued: 'partly-paid paid withdrawn written-off',
  'partly-paid': 'partly-paid paid withdrawn written-off',
  paid: '. . . .',
  withdrawn: '. . . .',
  'written-off': '. . . .',
};

describe('notice statuses', () => {
  it.each(noticeStatuses)('defines for %s the effect of each event', (status) => {
    expect(noticeEvents.map((event) => nextStatus(status, event) ?? '.').join(' ')).toBe(expected[status]);
  });

  it('accepts money exactly if something is due', () => {
    const takes = noticeStatuses.filter((status) => nextStatus(status, 'pay-rest') !== null);
    expect(takes).toEqual(noticeStatuses.filter(isDue));
  });
});
