import type { Archive } from '../archive/archive.ts';
import { readRecords } from './csv/read-records.ts';
import { FeedRefused, LoadReport } from './load-report.ts';
import { Row } from './row.ts';

/**
 * Rows of one file, and of all files: several times what a nationwide feed has. A row of a few bytes becomes
 * an object, and a full heap ends the process if it cannot grow in small steps.
 */
const [usualRows, objectRows] = [2_000_000, 4_000_000];

export interface TableShape {
  readonly file: string;
  /** Required columns. */
  readonly columns: readonly string[];
  /**
   * Maximum rows, for files whose rows become columns; a file with more is refused. Default is 2 million, and
   * 4 million for all files that have the default.
   */
  readonly maxRows?: number;
  /** Columns that are required unless an alternative is present. */
  readonly usual?: { readonly columns: readonly string[]; readonly unless: readonly string[] };
}

/**
 * Streams the rows of a table to `visit`.
 *
 * Problems of the file are reported; the rows before them were visited.
 *
 * @throws FeedRefused for a damaged file, of which nothing else is reported: damage looks like any problem
 */
export async function readTable(
  archive: Archive,
  shape: TableShape,
  report: LoadReport,
  visit: (row: Row) => void,
): Promise<void> {
  const { file } = shape;
  const own = new LoadReport();
  const maxRows = shape.maxRows ?? usualRows;
  let rows = 0;
  let row: Row | undefined;
  let usable = true;
  const broken = await readRecords(archive, file, (record) => {
    if (row === undefined) {
      const header = record.texts();
      row = headerRow(shape, header, own);
      usable = missingColumns(shape, header).length === 0;
    } else if (usable) {
      rows += 1;
      if (shape.maxRows === undefined) report.objectRows += 1;
      row.moveTo(record);
      if (rows > maxRows) {
        if (rows === maxRows + 1) row.error('feed_too_large', null, tooMany('the file has', maxRows));
      } else if (report.objectRows > objectRows) {
        if (report.objectRows === objectRows + 1)
          row.error('feed_too_large', null, tooMany('the files have', objectRows));
      } else visit(row);
    }
  });
  if (broken?.code === 'not_a_zip') {
    report.error(broken.code, file, null, null, broken.message);
    throw new FeedRefused(report);
  }
  report.append(own);
  if (broken !== null) report.error(broken.code, file, broken.line, null, broken.message);
  else if (row === undefined) report.error('empty_file', file, null, null, 'has no header');
}

function tooMany(what: string, rows: number): string {
  return `${what} more than ${rows.toLocaleString('en')} rows; split the feed`;
}

function missingColumns({ columns, usual }: TableShape, header: readonly string[]): string[] {
  const names = new Set(header.map((name) => name.trim()));
  const isUsual = usual !== undefined && !usual.unless.some((name) => names.has(name));
  return [...columns, ...(isUsual ? usual.columns : [])].filter((column) => !names.has(column));
}

function headerRow(shape: TableShape, header: readonly string[], report: LoadReport): Row {
  const columns = new Map<string, number>();
  for (const [index, name] of header.entries()) columns.set(name.trim(), index);
  for (const column of missingColumns(shape, header)) {
    report.error('missing_required_column', shape.file, 1, column, 'the column is missing');
  }
  return new Row(shape.file, columns, report);
}
