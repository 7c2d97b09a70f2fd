import {
  type Column,
  type ColumnDef,
  createSortedRowModel,
  metaHelper,
  type RowData,
  rowSortingFeature,
  sortFns,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import type { ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';

interface ColumnMeta {
  /** Whether the cells put a number in words. Other numbers are aligned by their last digit. */
  readonly isInWords?: boolean;
}

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns,
  columnMeta: metaHelper<ColumnMeta>(),
});

const defaultColumn = { cell: PlainCell };

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
  const table = useTable({ features, columns, data: rows, defaultColumn });
  if (rows.length === 0) return <p className="empty">{empty}</p>;
  const [first] = table.getRowModel().rows;
  const classOf = (column: Column<typeof features, Row>) =>
    typeof first?.getValue(column.id) === 'number' && column.columnDef.meta?.isInWords !== true
      ? 'number'
      : undefined;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keyboard
    <section className="table-scroll" aria-label={caption} tabIndex={0}>
      <table>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <th
                  key={header.id}
                  scope="col"
                  className={classOf(header.column)}
                  aria-sort={sortOf(header.column.getIsSorted())}
                >
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
                <td key={cell.id} className={classOf(cell.column)}>
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

/** A value without a cell of its own. */
function PlainCell({ getValue }: { getValue(): unknown }) {
  const format = useFormatter();
  const value = getValue();
  return typeof value === 'number' ? format.number(value) : String(value ?? '');
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
