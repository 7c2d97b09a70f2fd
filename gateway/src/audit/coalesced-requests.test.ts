import { expect, test } from 'vitest';
import { CoalescedRequests } from './coalesced-requests.ts';

test('a request that joins too late or beyond the limit learns that it needs its own record', () => {
  const coalesced = new CoalescedRequests();
  const joined = Array.from({ length: 40 }, (_, number) => `r${number}`).filter((id) => coalesced.join(id));
  expect(joined).toHaveLength(32);
  expect(coalesced.close()).toEqual(joined);
  expect(new CoalescedRequests().close()).toEqual([]);
  const closed = new CoalescedRequests();
  closed.close();
  expect(closed.join('late')).toBe(false);
});
