import { IntColumn, intAt } from '../feed/columns.ts';

/**
 * Line numbers of rows that are read in order. Most files have a row on every line, so only the rows are
 * kept where that changes.
 */
export class LineNumbers {
  readonly #firstRows = new IntColumn();
  readonly #offsets = new IntColumn();
  #rows = 0;
  #offset = Number.NaN;
  #index: { readonly firstRows: Int32Array; readonly offsets: Int32Array } | undefined;

  /** Adds the next row. */
  push(line: number): void {
    const offset = line - this.#rows;
    if (offset !== this.#offset) {
      this.#firstRows.push(this.#rows);
      this.#offsets.push(offset);
      this.#offset = offset;
    }
    this.#rows += 1;
  }

  /** The line of a row, after the last one was added. */
  of(row: number): number {
    this.#index ??= { firstRows: this.#firstRows.toArray(), offsets: this.#offsets.toArray() };
    const { firstRows, offsets } = this.#index;
    let low = 0;
    for (let high = firstRows.length; high - low > 1; ) {
      const middle = (low + high) >>> 1;
      if (intAt(firstRows, middle) <= row) low = middle;
      else high = middle;
    }
    return row + intAt(offsets, low);
  }
}
