import { expect, it } from 'vitest';
import { groupTotals } from './group-totals.ts';

const days = ['2026-11-27', '2026-11-28'];
const total = (app: string, day: string, records: number) => ({ app, day, records });

it('sums up by group and day, the most active group first', () => {
  const totals = [
    total('a', '2026-11-27', 1),
    total('b', '2026-11-28', 4),
    total('a', '2026-11-28', 2),
    total('a', '2026-11-28', 3),
  ];
  expect(groupTotals(totals, days, ({ app }) => app, 'Others')).toEqual([
    { key: 'a', label: 'a', total: 6, values: [1, 5] },
    { key: 'b', label: 'b', total: 4, values: [0, 4] },
  ]);
});

it('joins all groups after the fifth', () => {
  const totals = [...'abcdefg'].map((app, at) => total(app, '2026-11-28', 10 - at));
  const groups = groupTotals(totals, days, ({ app }) => app, 'Others');
  expect(groups.map(({ label, total: records }) => [label, records])).toEqual([
    ...[...'abcde'].map((app, at) => [app, 10 - at]),
    ['Others', 5 + 4],
  ]);
});
