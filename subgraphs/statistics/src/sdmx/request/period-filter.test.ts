import { expect, it, vi } from 'vitest';
import { januaryFirst } from '../../time/reporting-year.ts';
import { timelineOf } from '../../time/timeline.ts';
import { periodRanges } from './period-filter.ts';

it('excludes many periods without a list for each pair of them', () => {
  const time = timelineOf({ frequency: 'A' });
  const excluded = Array.from({ length: 300 }, (_, year) => ({
    operator: 'ne' as const,
    value: String(1000 + 2 * year),
  }));
  const lists = vi.spyOn(Array.prototype, 'flatMap');
  const ranges = periodRanges([excluded], time, januaryFirst);
  const count = lists.mock.calls.length;
  lists.mockRestore();
  expect(ranges).toHaveLength(301);
  expect(ranges.slice(1, 3).map(({ to }) => time.text(to))).toEqual(['1001', '1003']);
  expect(count).toBeLessThan(1_000);
});
