import type { CellColumns } from '../data-sets/cell-columns.ts';

/** The rows of each period, in the order of the periods. */
export function rowsByPeriod({ firstMonths, size }: CellColumns): Iterable<Uint32Array> {
  const counts = new Map<number, number>();
  for (let row = 0; row < size; row += 1) {
    const month = firstMonths[row] ?? 0;
    counts.set(month, (counts.get(month) ?? 0) + 1);
  }
  const months = [...counts.keys()].sort((one, other) => one - other);
  const rows = new Map(months.map((month) => [month, new Uint32Array(counts.get(month) ?? 0)]));
  const filled = new Map(months.map((month) => [month, 0]));
  for (let row = 0; row < size; row += 1) {
    const month = firstMonths[row] ?? 0;
    const next = filled.get(month) ?? 0;
    const those = rows.get(month);
    if (those !== undefined) those[next] = row;
    filled.set(month, next + 1);
  }
  return rows.values();
}
