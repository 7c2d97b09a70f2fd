import { expect, test } from 'vitest';
import { CoalescedRequests } from './coalesced-requests.ts';

test('whoever joins too late, or as one too many, is told that he is not recorded with the others', () => {
  const sharers = new CoalescedRequests();
  const joined = Array.from({ length: 40 }, (_, number) => `r${number}`).filter((id) => sharers.join(id));
  expect(joined).toHaveLength(32);
  expect(sharers.close()).toEqual(joined);
  expect(new CoalescedRequests().close()).toEqual([]);
  const closed = new CoalescedRequests();
  closed.close();
  expect(closed.join('late')).toBe(false);
});
