import type { Archive } from '../../archive/archive.ts';
import type { CsvRecord } from '../../gtfs/csv/csv-record.ts';
import { readRecords } from '../../gtfs/csv/read-records.ts';
import type { NoticeCode } from '../../notices/catalogue.ts';
import type { Notices } from '../../notices/notices.ts';
import type { NamedField, TableSpec } from '../schema/table-spec.ts';
import { checkHeader } from './check-header.ts';
import { checkedFields, checkPairs, checkValues, pairedFields } from './check-row.ts';
import { CurrentRow, type RowView } from './row-view.ts';
import type { Table } from './table.ts';

/** Bytes of an empty line: its line break. */
const emptyLineBytes = 2;

/** What happens with the rows of one file. */
export interface Scan {
  readonly spec: TableSpec;
  /** Gets status and columns. */
  readonly table: Table;
  readonly notices: Notices;
  readonly maxRows: number;
  /** Called for each row without errors. */
  readonly visit: (row: RowView) => void;
}

/** Streams one file through the checks of header, rows and values. */
export async function scanTable(archive: Archive, scan: Scan): Promise<void> {
  const scanner = new Scanner(scan);
  const { file } = scan.spec;
  const broken = await readRecords(archive, file, (record) => scanner.read(record), false);
  if (broken === null) {
    scanner.finish();
    return;
  }
  const { code, line, message } = broken;
  if (code === 'not_a_zip') scan.notices.addDamaged(file, message);
  else scan.notices.add(code, file, line, null, message);
  scan.table.status = 'broken';
}

class Scanner {
  readonly #scan: Scan;
  readonly #paired: readonly NamedField[];
  #row: CurrentRow | null = null;
  #checked: readonly NamedField[] = [];
  #columns = 0;
  #rows = 0;
  #bytes = 0;

  constructor(scan: Scan) {
    this.#scan = scan;
    this.#paired = pairedFields(scan.spec);
  }

  read(record: CsvRecord): void {
    const { line, fileBytes } = record;
    const values = record.texts();
    const size = fileBytes - this.#bytes;
    this.#bytes = fileBytes;
    const isBlank = values.length === 1 && values[0] === '';
    if (this.#row === null && isBlank) return;
    if (this.#row === null) {
      this.#readHeader(values);
      return;
    }
    if (this.#scan.table.status === 'broken' && this.#rows === 0) return;
    if (isBlank && this.#columns > 1) {
      if (size > emptyLineBytes) this.#fail('empty_row', line);
      return;
    }
    if (!isBlank) this.#readRow(this.#row, values, line);
  }

  finish(): void {
    const { spec, table, notices } = this.#scan;
    const isEmpty = this.#row === null || (spec.isRequired === true && this.#rows === 0);
    if (isEmpty && table.status !== 'broken') notices.add('empty_file', spec.file, null, null);
    if (this.#row === null) table.status = 'broken';
    if (spec.hasSingleRow === true && this.#rows > 1) notices.add('more_than_one_entity', spec.file, 3, null);
  }

  #readHeader(values: readonly string[]): void {
    const { spec, table, notices } = this.#scan;
    const header = values.map((name) => name.trim());
    this.#columns = header.length;
    const columns = new Map(header.map((name, index) => [name, index]));
    table.columns = new Set(header);
    this.#checked = checkedFields(spec, table.columns);
    table.status = checkHeader(header, spec, notices) ? 'complete' : 'broken';
    this.#row = new CurrentRow(spec.file, columns, notices);
  }

  #readRow(row: CurrentRow, values: readonly string[], line: number): void {
    const { table, maxRows, visit } = this.#scan;
    this.#rows += 1;
    if (this.#rows > maxRows) {
      if (this.#rows === maxRows + 1) this.#fail('too_many_rows', line);
      return;
    }
    if (values.length !== this.#columns) {
      this.#fail('invalid_row_length', line, `${values.length} instead of ${this.#columns}`);
      return;
    }
    row.moveTo(values, line);
    checkValues(row, this.#checked);
    if (row.hasErrors) {
      table.status = 'broken';
      return;
    }
    checkPairs(row, this.#paired);
    visit(row);
  }

  #fail(code: NoticeCode, line: number, detail = ''): void {
    const { table, notices, spec } = this.#scan;
    notices.add(code, spec.file, line, null, detail);
    if (code !== 'empty_row') table.status = 'broken';
  }
}
