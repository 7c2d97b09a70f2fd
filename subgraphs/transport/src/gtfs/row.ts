import { IdTable, type RowLookup } from '../feed/id-table.ts';
import { CsvRecord } from './csv/csv-record.ts';
import type { Day } from './date.ts';
import { parseGtfsDate } from './date.ts';
import { parseDigits } from './digits.ts';
import type { ErrorCode, LoadReport, WarningCode } from './load-report.ts';
import { parseGtfsTime, parseTimeBytes } from './time.ts';

/** Numbers as the GTFS reference allows them; `Number` also reads blanks and `0x10`. */
export const decimalPattern = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;
export const integerPattern = /^[+-]?\d+$/;

/**
 * The current row. Accessors validate and report file, line and field, then return a default, so that one
 * load finds all problems. One object is reused for all rows.
 */
export class Row {
  readonly file: string;
  line = 1;
  readonly #report: LoadReport;
  readonly #columns: ReadonlyMap<string, number>;
  #record = new CsvRecord();
  #start = 0;
  #end = 0;

  constructor(file: string, columns: ReadonlyMap<string, number>, report: LoadReport) {
    this.file = file;
    this.#columns = columns;
    this.#report = report;
  }

  moveTo(record: CsvRecord): void {
    this.#record = record;
    this.line = record.line;
  }

  /** Bytes of the file up to the end of the row. */
  get fileBytes(): number {
    return this.#record.fileBytes;
  }

  error(code: ErrorCode, field: string | null, message: string): void {
    this.#report.error(code, this.file, this.line, field, message);
  }

  warning(code: WarningCode, field: string | null, message: string): void {
    this.#report.warning(code, this.file, this.line, field, message);
  }

  /** Whether the file has the column. */
  has(field: string): boolean {
    return this.#columns.has(field);
  }

  /** The trimmed value; empty if it or its column is absent. */
  text(field: string): string {
    const column = this.#columns.get(field);
    return column === undefined ? '' : this.#record.text(column).trim();
  }

  /** Whether the field has a value; if so, its bytes are those from `#start` to `#end`. */
  #find(field: string): boolean {
    const column = this.#columns.get(field);
    const { starts, ends, count } = this.#record;
    if (column === undefined || column >= count) return false;
    this.#start = starts[column] ?? 0;
    this.#end = ends[column] ?? 0;
    return this.#start < this.#end;
  }

  required(field: string): string {
    const value = this.text(field);
    if (value === '') this.error('missing_required_field', field, 'is empty');
    return value;
  }

  /** A decimal number between bounds; `null` if absent. */
  decimal(field: string, min: number, max: number): number | null {
    const value = this.text(field);
    if (value === '') return null;
    if (!decimalPattern.test(value)) {
      this.error('invalid_float', field, `${quote(value)} is not a number`);
      return null;
    }
    return this.#within(field, Number(value), min, max);
  }

  /** A whole number between bounds; `null` if absent. */
  integer(field: string, min: number, max: number): number | null {
    if (!this.#find(field)) return null;
    const digits = parseDigits(this.#record.bytes, this.#start, this.#end);
    if (digits !== -1) return this.#within(field, digits, min, max);
    const value = this.text(field);
    if (value === '') return null;
    if (!integerPattern.test(value)) {
      this.error('invalid_integer', field, `${quote(value)} is not a whole number`);
      return null;
    }
    return this.#within(field, Number(value), min, max);
  }

  /** A number of an enumeration 0..`last`; `absent` if the field is empty or has another value. */
  choice(field: string, last: number, absent: number): number {
    if (!this.#find(field)) return absent;
    const digit =
      this.#end - this.#start === 1 ? parseDigits(this.#record.bytes, this.#start, this.#end) : -1;
    if (digit !== -1 && digit <= last) return digit;
    const value = this.text(field);
    if (value === '') return absent;
    this.warning('unexpected_enum_value', field, `${quote(value)} is not one of 0 to ${last}`);
    return absent;
  }

  /** Seconds after noon minus 12 h; `null` if absent. */
  time(field: string): number | null {
    if (!this.#find(field)) return null;
    const parsed = parseTimeBytes(this.#record.bytes, this.#start, this.#end);
    if (parsed !== -1) return parsed;
    const value = this.text(field);
    if (value === '') return null;
    const seconds = parseGtfsTime(value);
    if (seconds === null) this.error('invalid_time', field, `${quote(value)} is not a time HH:MM:SS`);
    return seconds;
  }

  date(field: string): Day | null {
    const value = this.required(field);
    const day = value === '' ? null : parseGtfsDate(value);
    if (value !== '' && day === null) {
      this.error('invalid_date', field, `${quote(value)} is not a date YYYYMMDD`);
    }
    return day;
  }

  /** Registers the row's id; a duplicate is an error. */
  uniqueId(field: string, known: { has(id: string): boolean }): string {
    const id = this.required(field);
    if (known.has(id)) this.error('duplicate_key', field, `${quote(id)} is already in an earlier row`);
    return id;
  }

  /** Index of the referenced row; `-1`, and an error, if it is missing. */
  reference(field: string, known: RowLookup, target: string): number {
    if (known instanceof IdTable && !this.#record.hasEscapes && this.#find(field)) {
      const row = known.find(this.#record.bytes, this.#start, this.#end);
      if (row !== -1) return row;
    }
    const id = this.required(field);
    if (id === '') return -1;
    const row = known.get(id);
    if (row !== undefined) return row;
    this.error('foreign_key_violation', field, `${quote(id)} is not in ${target}`);
    return -1;
  }

  #within(field: string, value: number, min: number, max: number): number | null {
    if (value >= min && value <= max) return value;
    this.error('number_out_of_range', field, `${value} is not between ${min} and ${max}`);
    return null;
  }
}

/** Truncated, because a value in a report could be megabytes. */
export function quote(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}
