import { type Day, parseGtfsDate } from '../../gtfs/date.ts';
import { quote } from '../../gtfs/row.ts';
import { parseGtfsTime } from '../../gtfs/time.ts';
import type { NoticeCode } from '../../notices/catalogue.ts';
import type { Notices } from '../../notices/notices.ts';

/** A row with valid values, as rules see it. */
export interface RowView {
  readonly file: string;
  readonly line: number;
  /** Whether the file has the column. */
  hasColumn(field: string): boolean;
  has(field: string): boolean;
  /** The value; empty if it is absent. */
  text(field: string): string;
  /** `null` if the value is absent. */
  number(field: string): number | null;
  /** Seconds of a time; `null` if it is absent. */
  seconds(field: string): number | null;
  day(field: string): Day | null;
  /** @param detail Default is the value of the field. */
  notice(code: NoticeCode, field: string | null, detail?: string): void;
}

/** The current row of a file. One object is reused for all rows. */
export class CurrentRow implements RowView {
  readonly file: string;
  line = 1;
  hasErrors = false;
  readonly #columns: ReadonlyMap<string, number>;
  readonly #notices: Notices;
  #values: readonly string[] = [];

  constructor(file: string, columns: ReadonlyMap<string, number>, notices: Notices) {
    this.file = file;
    this.#columns = columns;
    this.#notices = notices;
  }

  moveTo(values: readonly string[], line: number): void {
    this.#values = values;
    this.line = line;
    this.hasErrors = false;
  }

  hasColumn(field: string): boolean {
    return this.#columns.has(field);
  }

  has(field: string): boolean {
    return this.text(field) !== '';
  }

  /** As in the file, with blanks around it. */
  raw(field: string): string {
    const column = this.#columns.get(field);
    return column === undefined ? '' : (this.#values[column] ?? '');
  }

  text(field: string): string {
    return this.raw(field).trim();
  }

  number(field: string): number | null {
    const value = this.text(field);
    return value === '' ? null : Number(value);
  }

  seconds(field: string): number | null {
    return parseGtfsTime(this.text(field));
  }

  day(field: string): Day | null {
    return parseGtfsDate(this.text(field));
  }

  notice(code: NoticeCode, field: string | null, detail?: string): void {
    const shown = detail ?? (field === null || !this.has(field) ? '' : quote(this.text(field)));
    this.#notices.add(code, this.file, this.line, field, shown);
  }
}
