import { at } from '../../feed/columns.ts';
import { type Day, parseGtfsDate } from '../../gtfs/date.ts';
import { quote } from '../../gtfs/row.ts';
import { parseGtfsTime } from '../../gtfs/time.ts';
import type { NoticeCode } from '../../notices/catalogue.ts';
import type { Notices } from '../../notices/notices.ts';
import type { RowView } from './row-view.ts';

/** How far a file could be read: rules that need a file do not run if it is broken. */
export type TableStatus = 'missing' | 'broken' | 'complete';

/** The valid rows of one file, as columns of texts; equal texts are stored once. */
export class Table {
  readonly file: string;
  status: TableStatus = 'missing';
  /** Columns of the header, whether GTFS knows them or not. */
  columns: ReadonlySet<string> = new Set();
  readonly #values = new Map<string, string[]>();
  readonly #texts = new Map<string, string>();
  readonly #lines: number[] = [];
  readonly #indexes = new Map<string, Map<string, number[]>>();

  constructor(file: string) {
    this.file = file;
  }

  get size(): number {
    return this.#lines.length;
  }

  hasColumn(field: string): boolean {
    return this.columns.has(field);
  }

  /** @param fields stored fields, which are those that GTFS knows */
  add(row: RowView, fields: Iterable<string>): void {
    for (const field of fields) {
      if (!this.columns.has(field)) continue;
      const text = row.text(field);
      const shared = this.#texts.get(text) ?? text;
      this.#texts.set(text, shared);
      const column = this.#values.get(field);
      if (column === undefined) this.#values.set(field, [shared]);
      else column.push(shared);
    }
    this.#lines.push(row.line);
  }

  line(row: number): number {
    return at(this.#lines, row);
  }

  /** The value; empty if it is absent. */
  text(row: number, field: string): string {
    return this.#values.get(field)?.[row] ?? '';
  }

  has(row: number, field: string): boolean {
    return this.text(row, field) !== '';
  }

  number(row: number, field: string): number | null {
    const value = this.text(row, field);
    return value === '' ? null : Number(value);
  }

  seconds(row: number, field: string): number | null {
    return parseGtfsTime(this.text(row, field));
  }

  day(row: number, field: string): Day | null {
    return parseGtfsDate(this.text(row, field));
  }

  /** Rows by value of a field, without rows that have none. */
  by(field: string): ReadonlyMap<string, readonly number[]> {
    const known = this.#indexes.get(field);
    if (known !== undefined) return known;
    const index = new Map<string, number[]>();
    for (const [row, value] of (this.#values.get(field) ?? []).entries()) {
      if (value === '') continue;
      const rows = index.get(value);
      if (rows === undefined) index.set(value, [row]);
      else rows.push(row);
    }
    this.#indexes.set(field, index);
    return index;
  }

  /** The first row with a value; -1 if there is none. */
  find(field: string, value: string): number {
    return this.by(field).get(value)?.[0] ?? -1;
  }

  rows(): Iterable<number> {
    return this.#lines.keys();
  }

  /** @param detail Default is the value of the field. */
  notice(notices: Notices, code: NoticeCode, row: number, field: string | null, detail?: string): void {
    const shown = detail ?? (field === null || !this.has(row, field) ? '' : quote(this.text(row, field)));
    notices.add(code, this.file, this.line(row), field, shown);
  }
}
