import type { Table } from '../read/table.ts';

/** Rows that begin, by `start_time`, before the one before them ends, by `end_time`. */
export function overlappingRows(table: Table, rows: readonly number[]): readonly number[] {
  const time = (row: number, field: string) => table.seconds(row, field) ?? 0;
  const sorted = [...rows].sort(
    (one, other) =>
      time(one, 'start_time') - time(other, 'start_time') || time(one, 'end_time') - time(other, 'end_time'),
  );
  return sorted.filter((row, index) => {
    const previous = sorted[index - 1];
    return previous !== undefined && time(row, 'start_time') < time(previous, 'end_time');
  });
}
