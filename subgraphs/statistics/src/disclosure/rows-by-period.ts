import type { CellColumns } from '../data-sets/cell-columns.ts';

/** The rows of each period, in the order of `ranks`: those of the periods, by their numbers in the cells. */
export function rowsByPeriod(
  { periods, size }: CellColumns,
  ranks: Uint32Array,
): Iterable<Uint32Array<ArrayBuffer>> {
  const rankOf = (row: number) => ranks[periods[row] ?? 0] ?? 0;
  const counts = new Uint32Array(ranks.length);
  for (let row = 0; row < size; row += 1) counts[rankOf(row)] = (counts[rankOf(row)] ?? 0) + 1;
  const rows = Array.from(counts, (count) => new Uint32Array(count));
  const filled = new Uint32Array(ranks.length);
  for (let row = 0; row < size; row += 1) {
    const rank = rankOf(row);
    const those = rows[rank];
    const next = filled[rank] ?? 0;
    if (those !== undefined) those[next] = row;
    filled[rank] = next + 1;
  }
  return rows.filter(({ length }) => length > 0);
}
