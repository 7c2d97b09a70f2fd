import {
  type Column,
  type ColumnDef,
  createSortedRowModel,
  type RowData,
  rowSortingFeature,
  sortFns,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel(), sortFns });

/** Columns of a table; declare them outside of the component, or memoise them. */
export type Columns<Row extends RowData> = ColumnDef<typeof features, Row>[];

interface DataTableProps<Row extends RowData> {
  /** What the table shows, for screen readers. */
  readonly caption: string;
  readonly columns: Columns<Row>;
  readonly rows: Row[];
  /** Shown in place of an empty table. */
  readonly empty: string;
}

/** A table whose columns can be sorted, with a row of headings that screen readers announce. */
export function DataTable<Row extends RowData>({ caption, columns, rows, empty }: DataTableProps<Row>) {
  const table = useTable({ features, columns, data: rows });
  if (rows.length === 0) return <p className="empty">{empty}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keyboard
    <section className="table-scroll" aria-label={caption} tabIndex={0}>
      <table>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <th key={header.id} scope="col" aria-sort={sortOf(header.column.getIsSorted())}>
                  <SortButton column={header.column}>
                    <table.FlexRender header={header} />
                  </SortButton>
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id}>
              {row.getAllCells().map((cell) => (
                <td key={cell.id}>
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function SortButton<Row extends RowData>({
  column,
  children,
}: {
  readonly column: Column<typeof features, Row>;
  readonly children: ReactNode;
}) {
  const t = useTranslations('app');
  if (!column.getCanSort()) return children;
  const sorted = column.getIsSorted();
  return (
    <button type="button" title={t('sort')} onClick={column.getToggleSortingHandler()}>
      {children}
      <span aria-hidden="true">{sorted === false ? '' : sorted === 'asc' ? ' ↑' : ' ↓'}</span>
    </button>
  );
}

function sortOf(sorted: false | 'asc' | 'desc') {
  if (sorted === false) return undefined;
  return sorted === 'asc' ? 'ascending' : 'descending';
}
