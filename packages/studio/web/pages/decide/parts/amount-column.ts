import type { RowData } from '@tanstack/react-table';
import type { Columns } from '../../../components/data-table.tsx';
import type { Amount } from './money.ts';

/** A column of money: shown exactly, sorted by how much it is. */
export function amountColumn<Row extends RowData>(
  id: string,
  header: string,
  amountOf: (row: Row) => Amount,
  money: (amount: Amount) => string,
): Columns<Row>[number] {
  return {
    id,
    header,
    accessorFn: (row) => Number(amountOf(row).amountMinor),
    cell: ({ row: { original } }) => money(amountOf(original)),
  };
}
